"""The list as a page: what is on it, in which order, and what it says when there is nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from assignments.models import Assignment
from assignments.services import indexing
from organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("finding:assignments")


def titles(client: Client, **asked: Any) -> list[str]:
    return [hit.assignment.title for hit in client.get(LIST, asked).context["page"]]


def many(count: int) -> None:
    """Open assignments of one organisation, written at once."""
    first = make.assignment()
    fields: dict[str, Any] = {"organisation": first.organisation, "municipality": first.municipality}
    fields |= {
        "apply_by": first.apply_by,
        "kind": "assignment",
        "places": 1,
        "status": "published",
        "published_at": now(),
    }
    rows = [Assignment(title=f"Nr. {number}", summary="Turer", **fields) for number in range(count - 1)]
    indexing.keep(Assignment.objects.bulk_create(rows, batch_size=2000))


def test_only_what_one_can_apply_to_is_listed(client: Client) -> None:
    make.assignment(title="Open")
    make.need(title="Need")
    make.assignment(status="draft")
    make.assignment(status="submitted")
    make.assignment(status="closed")
    make.assignment(places=1, places_taken=1)
    make.assignment(apply_by=localdate() - timedelta(days=1))
    suspended = make.organisation(status=Organisation.Status.SUSPENDED)
    make.assignment(organisation=suspended)

    assert sorted(titles(client)) == ["Need", "Open"]


def test_the_last_day_to_apply_counts(client: Client) -> None:
    make.assignment(title="Today", apply_by=localdate())

    assert titles(client) == ["Today"]


def test_what_is_new_and_what_hurries_come_first_unless_one_asks_for_another_order(client: Client) -> None:
    make.assignment(title="Old", published_at=now() - timedelta(days=60))
    make.assignment(title="Hurries", published_at=now() - timedelta(days=2), apply_by=localdate())
    make.assignment(title="New")

    assert titles(client)[-1] == "Old"
    assert titles(client, sorter="nyest") == ["New", "Hurries", "Old"]
    assert titles(client, sorter="frist")[0] == "Hurries"


def test_words_can_be_sorted_by_the_newest(client: Client) -> None:
    make.assignment(title="Katter", published_at=now() - timedelta(days=2))
    make.assignment(title="Hunder", description="Ikke katter.")

    assert titles(client, q="katter", sorter="nyest") == ["Hunder", "Katter"]
    assert titles(client, q="katter") == ["Katter", "Hunder"]


def test_a_page_has_twenty_and_the_count_is_of_all(client: Client) -> None:
    many(23)

    first, last = client.get(LIST), client.get(LIST, {"side": "2", "fylke": "03"})

    assert "23 open assignments and needs" in first.text
    assert len(first.context["page"]) == 20
    assert len(last.context["page"]) == 3
    assert 'href="?fylke=03&amp;side=1"' in last.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "9" * 5000, "2.0", "\x00"])
def test_a_page_that_does_not_exist_shows_one_that_does(client: Client, page: str) -> None:
    make.assignment()

    assert len(titles(client, side=page)) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"kommune": "9999"},
        {"km": "20"},
        {"km": "-3", "kommune": "0301"},
        {"km": "far", "kommune": "0301"},
        {"fylke": "99"},
        {"tema": ["fellesskap", "romfart"]},
        {"gruppe": "katter"},
        {"type": "need"},
        {"rytme": "x"},
        {"sprak": "7"},
        {"alder": "ung"},
        {"alder": "9" * 40},
        {"dag": "mandag"},
        {"tid": "natt"},
        {"organisasjon": "0"},
        {"organisasjon": "9" * 40},
        {"sorter": "pris"},
        {"q": "x" * 201},
        {"q": "\x00"},
    ],
)
def test_what_makes_no_sense_is_said_and_the_rest_is_used(client: Client, asked: dict[str, Any]) -> None:
    make.assignment(title="From home", is_remote=True)
    make.assignment(title="In Oslo")

    page = client.get(LIST, asked | {"hjemmefra": "ja"})

    assert "We could not use all of what you asked for." in page.text
    assert [hit.assignment.title for hit in page.context["page"]] == ["From home"]


def test_filters_that_are_on_can_be_taken_off_one_by_one(client: Client) -> None:
    asked: dict[str, str | list[str]] = {
        "q": "tur",
        "kommune": ["0301", "4601"],
        "km": "20",
        "tema": "friluft",
        "side": "2",
    }

    chips = client.get(LIST, asked).context["found"].filter.chips

    assert [(chip.label, chip.query) for chip in chips] == [
        ("«tur»", "kommune=0301&kommune=4601&km=20&tema=friluft"),
        ("Oslo", "q=tur&kommune=4601&km=20&tema=friluft"),
        ("Bergen", "q=tur&kommune=0301&km=20&tema=friluft"),
        ("Within 20 km", "q=tur&kommune=0301&kommune=4601&tema=friluft"),
        ("Outdoors and leisure", "q=tur&kommune=0301&kommune=4601&km=20"),
    ]


def test_the_distance_goes_with_the_last_municipality(client: Client) -> None:
    chips = client.get(LIST, {"kommune": "0301", "km": "20"}).context["found"].filter.chips

    assert [chip.query for chip in chips] == ["", "kommune=0301"]


def test_a_portal_with_nothing_open_says_so(client: Client) -> None:
    assert "Nothing is open right now." in client.get(LIST).text


def test_htmx_gets_the_results_alone_and_their_address(client: Client) -> None:
    make.assignment(title="Katter")
    asked = {"q": "katter", "km": "", "fylke": "", "sorter": "treff"}

    part = client.get(LIST, asked, headers={"HX-Request": "true"})

    assert "Katter" in part.text
    assert "<html" not in part.text
    assert part["HX-Push-Url"] == f"{LIST}?q=katter"
    assert "HX-Request" in part["Vary"]


def test_the_back_button_gets_the_whole_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in client.get(LIST, headers=headers).text


@pytest.mark.parametrize("count", [20, 20_000])
def test_the_list_asks_the_database_as_often_for_twenty_as_for_thousands(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    many(count)
    asked = {"q": "tur i Oslo", "kommune": "0301", "km": "50", "tema": "", "alder": "30"}
    client.get(LIST, asked)

    with django_assert_num_queries(4):  # what has changed, the words, what has them, and one page
        page = client.get(LIST, asked | {"side": "2"})

    assert page.context["found"].total == count - 1


def test_of_what_can_be_said_once_the_last_counts(client: Client) -> None:
    make.assignment(title="Besøksvenn")

    asked = "?rytme=nonsense&rytme=fast&alder=x&alder=15"
    found = client.get(reverse("finding:assignments") + asked).context["found"]

    assert found.query == "rytme=fast&alder=15"
    assert [chip.name for chip in found.filter.chips] == ["rytme", "alder"]


def test_a_card_says_on_which_days_something_happens_once(client: Client) -> None:
    day = date(localdate().year + 1, 12, 12)
    make.assignment(rhythm="once", starts_on=day, ends_on=day, slots=1)
    make.assignment(rhythm="once", starts_on=day, ends_on=day + timedelta(days=2), slots=1)
    make.assignment(rhythm="regular", starts_on=day, slots=2)

    page = client.get(LIST).text

    assert "December 12 · Monday morning" in page
    assert "December 12–December 14 · Monday morning" in page
    assert "<span>Monday afternoon</span>" in page


@pytest.mark.parametrize(
    ("before", "now_typed", "is_a_step"),
    [
        ("", "leks", True),
        ("q=leks", "lekse", False),
        ("q=lekse", "leks", False),
        ("q=leks&side=2", "lekse", False),
        ("q=leks", "leks", False),
        ("q=hund", "katt", True),
        ("q=leks&type=behov", "lekse", True),
    ],
)
def test_while_one_types_the_way_back_does_not_grow(
    client: Client, before: str, now_typed: str, is_a_step: bool
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LIST}?{before}"}

    part = client.get(LIST, {"q": now_typed}, headers=headers)

    assert ("HX-Push-Url" in part, "HX-Replace-Url" in part) == (is_a_step, not is_a_step)


def test_htmx_is_told_what_is_wrong_with_a_field(client: Client) -> None:
    part = client.get(LIST, {"km": "-4", "kommune": "0301"}, headers={"HX-Request": "true"}).text

    assert '<div id="id_km_error" hx-swap-oob="true"><p class="ds-validation-message"' in part
    assert '<div id="id_alder_error" hx-swap-oob="true"></div>' in part


def test_the_day_a_list_is_sorted_by_is_on_its_cards(client: Client) -> None:
    make.assignment(apply_by=localdate() + timedelta(days=3))

    assert "Apply by " in client.get(LIST, {"sorter": "frist"}).text
    assert "Posted on " in client.get(LIST, {"sorter": "nyest"}).text
    assert "Posted on " not in client.get(LIST).text


def test_the_nearest_is_offered_where_one_has_said_near_what(client: Client) -> None:
    assert 'value="naermest"' not in client.get(LIST).text
    make.assignment()

    assert 'value="naermest"' in client.get(LIST, {"q": "i Oslo"}).text
