"""The calendar of a search: sessions to come, in Norwegian time, under names that last."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from icalendar import Calendar
from pytest_django.fixtures import Settings

from assignments.finding.find import find
from assignments.models import Assignment, Session
from tests import make

pytestmark = pytest.mark.django_db
CALENDAR = reverse("finding:calendar")
NEXT_YEAR = timezone.now().year + 1


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "https://frivillig.invalid"


def session(begins: datetime, **fields: Any) -> Session:
    """A session of two hours."""
    assignment = make.assignment(**fields)
    ends = begins + timedelta(hours=2)
    return Session.objects.create(assignment=assignment, starts_at=begins, ends_at=ends, places=2)


def read(client: Client, query: str = "") -> Any:
    return Calendar.from_ical(client.get(f"{CALENDAR}?{query}").content)


def events(client: Client, query: str = "") -> list[Any]:
    return list(read(client, query).walk("VEVENT"))


def test_an_event_says_what_when_and_where(client: Client) -> None:
    begins = datetime(NEXT_YEAR, 1, 12, 17, 0, tzinfo=UTC)
    told = session(begins, title="Leksehjelp, nivå 2; for alle", address="Storgata 1")
    (event,) = events(client)
    assignment = told.assignment

    assert event["uid"] == f"session-{told.pk}@frivillig.invalid"
    assert event["summary"] == "Leksehjelp, nivå 2; for alle"
    assert event["location"] == "Storgata 1, Oslo"
    assert event["url"] == f"https://frivillig.invalid{assignment.get_absolute_url()}"
    assert event.start == begins
    assert event.end - event.start == timedelta(hours=2)
    assert event["dtstamp"].dt == assignment.changed_at.replace(microsecond=0)
    assert event["description"].split("\n") == [
        "Visit somebody once a week.",
        assignment.organisation.name,
        "2 places left",
        event["url"],
    ]


@pytest.mark.parametrize(("month", "offset", "local"), [(1, 1, "180000"), (7, 2, "190000")])
def test_the_time_is_that_of_oslo(client: Client, month: int, offset: int, local: str) -> None:
    session(datetime(NEXT_YEAR, month, 12, 17, 0, tzinfo=UTC))
    text = client.get(CALENDAR).text

    assert f"DTSTART;TZID=Europe/Oslo:{NEXT_YEAR}{month:02}12T{local}\r\n" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo\r\n" in text
    (event,) = events(client)
    assert event.start.utcoffset() == timedelta(hours=offset)


def test_a_hidden_address_stays_hidden(client: Client) -> None:
    session(timezone.now() + timedelta(days=1), address="Storgata 1", is_address_hidden=True)
    (event,) = events(client)

    assert event["location"] == "Oslo"


def test_only_sessions_to_come_with_places_of_what_fits(client: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    session(tomorrow + timedelta(days=1), title="Second")
    session(tomorrow, title="First")
    session(timezone.now() - timedelta(minutes=1), title="Begun")
    session(tomorrow, title="Elsewhere", municipality=make.municipality("5501"))
    session(tomorrow, title="Closed", status=Assignment.Status.CLOSED)
    Session.objects.filter(pk=session(tomorrow, title="Full").pk).update(places_taken=2)

    assert [str(event["summary"]) for event in events(client, "kommune=0301")] == ["First", "Second"]


def test_no_line_is_longer_than_seventy_five_octets_and_none_can_be_smuggled_in(client: Client) -> None:
    title = "Æøå 😀 " * 12 + "\r\nBEGIN:VALARM\nX:1"
    session(timezone.now() + timedelta(days=1), title=title[:90])
    content = client.get(CALENDAR).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"BEGIN:VALARM\r\n") == 0
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_calendar_has_at_most_two_hundred_and_fifty_sessions(client: Client) -> None:
    assignment, begins = make.assignment(), timezone.now() + timedelta(days=1)
    Session.objects.bulk_create(
        Session(assignment=assignment, starts_at=begins, ends_at=begins + timedelta(hours=1), places=1)
        for _ in range(251)
    )

    assert len(events(client)) == 250


def test_a_calendar_tells_its_name_and_where_it_comes_from(client: Client) -> None:
    calendar = read(client, "kommune=0301")

    assert calendar["x-wr-calname"] == calendar["name"] == "Oslo – Frivilligportalen"
    assert calendar["source"] == "https://frivillig.invalid/feed/oppdrag.ics?kommune=0301"
    assert (calendar["version"], calendar["refresh-interval"].dt) == ("2.0", timedelta(hours=1))


def test_the_list_offers_a_calendar_only_of_sessions_to_come(client: Client) -> None:
    make.session(of=make.assignment(), on=timezone.localdate() - timedelta(days=2))
    make.session(of=make.assignment(municipality=make.municipality("5501")))
    queries = ("", "kommune=0301", "kommune=5501", "q=nothing")

    offered = {query: "webcal://" in client.get(f"/oppdrag/?{query}").text for query in queries}

    assert offered == {"": True, "kommune=0301": False, "kommune=5501": True, "q=nothing": False}


def test_the_soonest_are_those_with_the_next_sessions() -> None:
    later, sooner, past = (make.assignment() for _number in range(3))
    for of, days in ((later, 9), (sooner, 2), (sooner, 3), (past, -2)):
        make.session(of=of, on=localdate() + timedelta(days=days))
    found = find(QueryDict(), on=localdate())

    assert found.soonest(1) == [sooner.pk]
    assert found.soonest(10) == [later.pk, sooner.pk]
