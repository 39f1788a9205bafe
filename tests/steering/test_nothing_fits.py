"""When nothing fits: what stands in the way, and ways on that are one click and true."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.volunteers.models import Volunteer
from portal.weekgrid import grid_of
from tests import make

pytestmark = pytest.mark.django_db
FOR_YOU = "/for-deg/"
BERGEN, DRAMMEN = "4601", "3301"
TUESDAY_EVENING = 5
CERTIFICATE: dict[str, Any] = {"needs_police_certificate": True, "police_certificate_reason": "Children."}


def shown(client: Client, volunteer: Volunteer, **asked: str) -> Any:
    client.force_login(volunteer.user)
    return client.get(FOR_YOU, asked)


def offered(page: Any) -> list[tuple[str, Any, int]]:
    """What each button changes, and how many it says there would be."""
    return [(change.what, change.value, change.count) for change in page.context["ways_on"].changes]


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_too_far_away_and_from_home_are_one_click_each(client: Client) -> None:
    make.assignment(municipality=make.municipality(BERGEN))
    make.assignment(municipality=make.municipality(BERGEN), is_remote=True)

    page = shown(client, make.volunteer(max_km=20, is_remote_ok=False))

    assert "Nothing that is open fits you within 20 km of Oslo" in in_one_line(page.text)
    assert offered(page) == [("max_km", 2000, 2), ("is_remote_ok", True, 1)]
    assert "Show me the whole country (2)" in page.text
    assert "Take in what can be done from home (1)" in page.text


def test_the_nearest_larger_radius_is_offered(client: Client) -> None:
    make.assignment(municipality=make.municipality(DRAMMEN))

    page = shown(client, make.volunteer(max_km=10))

    assert "Show me up to 50 km away (1)" in page.text


def test_what_stands_in_the_way_is_said_by_name(client: Client) -> None:
    make.assignment(title="Monday here", slots=grid_of([0]))
    for slot in (TUESDAY_EVENING, TUESDAY_EVENING, 0):
        make.assignment(municipality=make.municipality(DRAMMEN), slots=grid_of([slot]))

    page = shown(client, make.volunteer(max_km=10), dag="tir")

    text = in_one_line(page.text)
    assert "Nothing within 10 km of Oslo suits you and also this: Tuesday" in text
    assert offered(page) == [("max_km", 50, 2)]
    assert "Without: Tuesday (1)" in text
    assert "Monday here" in text


def test_a_police_certificate_is_one_click(client: Client) -> None:
    make.assignment(**CERTIFICATE)

    page = shown(client, make.volunteer(is_police_certificate_ok=False))

    assert offered(page) == [("is_police_certificate_ok", True, 1)]
    assert "I can show a police certificate (1)" in page.text


def test_what_no_click_can_change_is_said(client: Client) -> None:
    make.assignment(norwegian=3)
    make.assignment(minimum_age=30)
    make.assignment(minimum_age=30)

    page = shown(client, make.volunteer(norwegian=1, birth_year=timezone.localdate().year - 20))

    assert offered(page) == []
    assert "They ask for more Norwegian than you have said: 1" in page.text
    assert "They are for people older than you: 2" in page.text
    assert 'href="/min-side/profil/mer/?endre"' in page.text


def test_without_words_or_filters_the_way_on_leads_to_everything(client: Client) -> None:
    make.assignment(minimum_age=99)

    text = shown(client, make.volunteer(max_km=20)).text

    assert '<a class="ds-link" href="/oppdrag/">See everything that is open</a>' in text
    assert "Search for the same" not in text


def test_what_she_has_not_said_stands_in_no_way(client: Client) -> None:
    page = shown(client, make.volunteer(municipality=None, birth_year=None))

    assert "Nothing that is open fits you right now" in in_one_line(page.text)
    assert "New ones are published every week." in page.text
    assert page.context["ways_on"].hindrances == []


def test_the_same_is_searched_for_in_the_list_with_one_click(client: Client) -> None:
    make.assignment(minimum_age=99)
    make.need(minimum_age=99)
    make.need(minimum_age=99, municipality=make.municipality(BERGEN))

    page = shown(client, make.volunteer(max_km=20), type="behov")

    assert page.context["ways_on"].list_query == "type=behov&kommune=0301&km=20"
    assert "among everything that is open (1)" in in_one_line(page.text)
    assert client.get("/oppdrag/?type=behov&kommune=0301&km=20").context["found"].total == 1


def test_where_nothing_is_near_the_list_is_searched_everywhere(client: Client) -> None:
    make.need(municipality=make.municipality(BERGEN))

    page = shown(client, make.volunteer(max_km=20), type="behov")

    ways = page.context["ways_on"]
    assert (ways.list_query, ways.list_count) == ("type=behov", 1)


@pytest.mark.parametrize("asked", [{"kommune": BERGEN}, {"fylke": "46", "type": "behov"}])
def test_where_a_place_is_asked_for_her_own_radius_is_no_way_on(
    client: Client, asked: dict[str, str]
) -> None:
    make.assignment(municipality=make.municipality(BERGEN), **CERTIFICATE)
    make.need(municipality=make.municipality(BERGEN), **CERTIFICATE)
    make.assignment()

    page = shown(client, make.volunteer(max_km=10, is_police_certificate_ok=False), **asked)

    expected = 1 if "type" in asked else 2
    assert offered(page) == [("is_police_certificate_ok", True, expected)]
    assert page.context["ways_on"].list_count == expected


def test_each_click_gives_as_many_as_it_said(client: Client) -> None:
    volunteer = make.volunteer(max_km=10, is_remote_ok=False, is_police_certificate_ok=False)
    make.assignment(municipality=make.municipality(DRAMMEN))
    make.assignment(**CERTIFICATE)
    make.assignment(municipality=make.municipality(BERGEN), is_remote=True)

    changes = shown(client, volunteer).context["ways_on"].changes

    assert [change.what for change in changes] == ["max_km", "is_remote_ok", "is_police_certificate_ok"]
    for change in changes:
        before = getattr(volunteer, change.what)
        page = client.post("/for-deg/endre/", {"what": change.what, "value": change.value}, follow=True)
        assert page.context["found"].total == change.count
        client.post("/for-deg/endre/", {"what": change.what, "value": before})
    assert client.get(FOR_YOU).context["found"].total == 0


def test_an_empty_page_asks_the_database_no_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.assignment(municipality=make.municipality(BERGEN))
    volunteer = make.volunteer(max_km=20)
    shown(client, volunteer)

    with django_assert_num_queries(6):
        page = client.get(FOR_YOU)
    assert page.context["found"].total == 0
