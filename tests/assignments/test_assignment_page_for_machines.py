"""What search engines and those who share an assignment read of it."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from assignments.models import Session
from portal.http import absolute
from tests import make

pytestmark = pytest.mark.django_db


def data(html: str) -> list[dict[str, Any]]:
    """The things a page tells of as linked data."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told = json.loads(found)
    assert told["@context"] == "https://schema.org"
    return list(told["@graph"])


def dated(**fields: Any) -> Session:
    """An hour one evening in June, told by a clock in London; two of three places left."""
    start = datetime(2999, 6, 1, 16, tzinfo=UTC)
    shown = make.assignment(**{"title": "Grillkveld", "address": "Torget 1"} | fields)
    return shown.sessions.create(starts_at=start, ends_at=start.replace(hour=17), places=3, places_taken=1)


def test_a_dated_session_is_an_event(client: Client) -> None:
    session = dated()

    event = data(client.get(session.assignment.get_absolute_url()).text)[2]

    assert (event["@type"], event["name"]) == ("Event", "Grillkveld")
    assert (event["startDate"], event["endDate"]) == (
        "2999-06-01T18:00:00+02:00",
        "2999-06-01T19:00:00+02:00",
    )
    assert event["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["isAccessibleForFree"] is True
    assert (event["maximumAttendeeCapacity"], event["remainingAttendeeCapacity"]) == (3, 2)
    assert event["location"]["address"]["streetAddress"] == "Torget 1"
    assert event["location"]["address"]["addressRegion"] == "Oslo"
    assert event["organizer"]["name"] == session.assignment.organisation.name


def test_an_event_one_can_join_from_home_is_in_both_places(client: Client) -> None:
    session = dated(is_remote=True)

    event = data(client.get(session.assignment.get_absolute_url()).text)[2]

    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == ["VirtualLocation", "Place"]


def test_a_standing_call_is_what_the_organisation_seeks(client: Client) -> None:
    need = make.need(title="Besøksvenn", groups=("eldre",), ends_on=date(2999, 6, 1))

    page, trail, organisation = data(client.get(need.get_absolute_url()).text)

    sought = organisation["seeks"]
    assert (organisation["@type"], sought["@type"], sought["name"]) == ("NGO", "Demand", "Besøksvenn")
    assert sought["availabilityEnds"] == "2999-06-01"
    assert sought["itemOffered"]["audience"] == [{"@type": "Audience", "audienceType": "Older people"}]
    assert (page["@type"], page["url"]) == ("WebPage", absolute(need.get_absolute_url()))
    assert [item["name"] for item in trail["itemListElement"]] == ["Assignments", "Oslo", "Besøksvenn"]


def test_a_hidden_address_is_nowhere(client: Client) -> None:
    dated(is_address_hidden=True, activities=("maltid",))
    session = dated(is_address_hidden=True, activities=("maltid",))

    page = client.get(session.assignment.get_absolute_url()).text

    assert "Torget" not in page
    assert "streetAddress" not in page
    assert "Similar, the nearest first" in page


def test_a_title_does_not_break_out_of_its_element(client: Client) -> None:
    shown = make.assignment(title="</script><script>alert(1)</script>")

    page = client.get(shown.get_absolute_url()).text

    assert data(page)[0]["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in page


def shared(client: Client, settings: Settings) -> tuple[str, str]:
    """An assignment's address, and its page, asked for by another name than the portal's own."""
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://frivillig.example", ["127.0.0.1"]
    shown = make.assignment(title="Kaffe & kake", summary="Kok kaffe.")
    page = client.get(shown.get_absolute_url(), {"fra": "search"}, headers={"host": "127.0.0.1"})
    return f"https://frivillig.example{shown.get_absolute_url()}", page.text


def test_the_page_has_one_address_whatever_name_it_was_asked_by(client: Client, settings: Settings) -> None:
    address, page = shared(client, settings)

    assert f'<link rel="canonical" href="{address}">' in page
    assert "127.0.0.1" not in page


def test_who_shares_the_page_shows_what_it_is(client: Client, settings: Settings) -> None:
    address, page = shared(client, settings)

    for name, content in (
        *(
            ("title", "Kaffe &amp; kake"),
            ("description", "Kok kaffe."),
            ("url", address),
            ("type", "article"),
        ),
        *(("locale", "en_GB"), ("site_name", "Frivilligportalen")),
        ("image", "https://frivillig.example/static/img/share.png"),
    ):
        assert f'<meta property="og:{name}" content="{content}">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert '<meta name="description" content="Kok kaffe.">' in page
