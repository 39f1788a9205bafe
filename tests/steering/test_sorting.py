"""Other orders, one click away: the same that fits her, with the same reasons."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.volunteers.models import Volunteer
from tests import make
from tests.matching.test_for_you import many

pytestmark = pytest.mark.django_db
FOR_YOU = "/for-deg/"


def asked(client: Client, volunteer: Volunteer, **query: str) -> Any:
    client.force_login(volunteer.user)
    return client.get(FOR_YOU, query)


def titles(page: Any) -> list[str]:
    return [each.assignment.title for each in page.context["near"]]


def orders(page: Any) -> list[tuple[str, str, bool]]:
    return [(str(order.name), order.query, order.is_current) for order in page.context["orders"]]


def three() -> None:
    """One that fits best, one that is newest and farthest, one that closes first and lacks most people."""
    today, now = timezone.localdate(), timezone.now()
    make.assignment(title="Best", published_at=now - timedelta(days=20), places=3, places_taken=2)
    far: dict[str, Any] = {"municipality": make.municipality("3301"), "activities": ("arrangement",)}
    make.assignment(title="Newest", places=3, places_taken=1, **far)
    make.assignment(
        title="Urgent",
        activities=("arrangement",),
        municipality=make.municipality("3203"),
        apply_by=today + timedelta(days=2),
        published_at=now - timedelta(days=9),
        places=50,
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("nyest", ["Newest", "Urgent", "Best"]),
        ("naermest", ["Best", "Urgent", "Newest"]),
        ("trenger", ["Urgent", "Newest", "Best"]),
        ("frist", ["Urgent", "Newest", "Best"]),
    ],
)
@pytest.mark.parametrize("is_ranked", [True, False])
def test_what_fits_her_stands_in_the_order_she_asks_for(
    client: Client, order: str, expected: list[str], *, is_ranked: bool
) -> None:
    three()

    page = asked(client, make.volunteer(max_km=50, is_ranked=is_ranked), sorter=order)

    assert titles(page) == expected
    assert page.context["order"] == order


def test_the_best_first_is_the_usual_order_and_has_no_word_in_the_address(client: Client) -> None:
    three()

    page = asked(client, make.volunteer(max_km=50))

    assert titles(page)[0] == "Best"
    assert orders(page) == [
        ("Suits you best", "", True),
        ("Newest", "sorter=nyest", False),
        ("Nearest", "sorter=naermest", False),
        ("Needs people most", "sorter=trenger", False),
        ("Deadline first", "sorter=frist", False),
    ]
    assert 'id="id_sorter"' not in page.text


def test_the_reasons_are_the_same_in_every_order(client: Client) -> None:
    three()
    volunteer = make.volunteer(max_km=50)
    best = {each.assignment: each.reasons for each in asked(client, volunteer).context["near"]}

    newest = {
        each.assignment: each.reasons for each in asked(client, volunteer, sorter="nyest").context["near"]
    }

    assert newest == best
    assert all(len(reasons) >= 2 for reasons in best.values())


def test_another_order_shows_nothing_that_does_not_fit(client: Client) -> None:
    make.assignment(title="Too far", municipality=make.municipality("5501"))
    make.assignment(title="Too old", minimum_age=99)
    make.assignment(title="Fits")

    assert titles(asked(client, make.volunteer(max_km=10), sorter="nyest")) == ["Fits"]


def test_filters_and_order_keep_each_other(client: Client) -> None:
    make.need(title="A need")

    page = asked(client, make.volunteer(), type="behov", sorter="frist")

    assert orders(page)[0] == ("Suits you best", "type=behov", False)
    assert orders(page)[-1] == ("Deadline first", "type=behov&sorter=frist", True)
    assert '<input type="hidden" name="sorter" value="frist" form="filters">' in page.text
    assert page.text.count('aria-current="true" href="/for-deg/?type=behov&amp;sorter=frist"') == 1


def test_a_full_list_in_another_order_is_not_called_the_best(client: Client) -> None:
    many(21)

    page = asked(client, make.volunteer(), sorter="nyest")

    assert "The first 20 of 21 that suit you" in page.text


def test_without_a_place_nothing_is_nearest(client: Client) -> None:
    make.assignment()

    nowhere = asked(client, make.volunteer(municipality=None), sorter="naermest")

    assert nowhere.context["order"] == "treff"
    assert "Nearest" not in [name for name, _query, _is in orders(nowhere)]
    somewhere = asked(client, make.volunteer(municipality=None), sorter="naermest", kommune="0301")
    assert somewhere.context["order"] == "naermest"


@pytest.mark.parametrize("sorter", ["treff", "tull", ""])
def test_an_order_that_is_none_is_the_usual_one(client: Client, sorter: str) -> None:
    make.assignment()

    assert asked(client, make.volunteer(), sorter=sorter).context["order"] == "treff"
    assert asked(client, make.volunteer(is_ranked=False), sorter=sorter).context["order"] == "nyest"


def test_with_the_personal_order_off_nothing_is_called_best(client: Client) -> None:
    make.assignment()

    page = asked(client, make.volunteer(is_ranked=False))

    assert orders(page)[0] == ("Newest", "", True)
    assert "Suits you best" not in page.text


@pytest.mark.parametrize(("is_ranked", "queries"), [(True, 8), (False, 5)])
def test_another_order_asks_the_database_no_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, queries: int, *, is_ranked: bool
) -> None:
    three()
    asked(client, make.volunteer(is_ranked=is_ranked), sorter="nyest")

    with django_assert_num_queries(queries):
        client.get(FOR_YOU, {"sorter": "naermest"})
