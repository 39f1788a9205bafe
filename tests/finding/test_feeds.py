"""The feeds of a search for feed readers and programs: the newest hits, with names that last."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from assignments.models import Assignment
from tests import make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = {
    "atom": "application/atom+xml; charset=utf-8",
    "calendar": "text/calendar; charset=utf-8",
    "json_feed": "application/feed+json; charset=utf-8",
}
NOW = timezone.now()


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "https://frivillig.invalid"


def path(name: str, query: str = "") -> str:
    return f"{reverse(f'finding:{name}')}?{query}"


def atom(client: Client, query: str = "") -> ET.Element:
    return ET.fromstring(client.get(path("atom", query)).content)  # noqa: S314 - our own


def json_feed(client: Client, query: str = "") -> Any:
    return json.loads(client.get(path("json_feed", query)).content)


def texts(element: ET.Element, *names: str) -> list[str | None]:
    return [element.findtext(f"{ATOM}{name}") for name in names]


def test_an_entry_says_what_with_whom_and_about_what(client: Client) -> None:
    assignment = make.assignment(title="Visit & talk", description="**Once** a week.")
    entry = atom(client).find(f"{ATOM}entry")

    assert entry is not None
    assert texts(entry, "title", "id") == [
        "Visit & talk",
        f"tag:frivillig.invalid,2026:oppdrag/{assignment.pk}",
    ]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"https://frivillig.invalid{assignment.get_absolute_url()}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == assignment.organisation.name
    assert [each.get("term") for each in entry.findall(f"{ATOM}category")] == [
        "Care and companionship",
        "Visiting friend",
    ]
    assert entry.findtext(f"{ATOM}updated") == assignment.changed_at.isoformat()
    assert "<strong>Once</strong> a week." in str(entry.findtext(f"{ATOM}summary"))


def test_the_feed_says_which_search_it_is(client: Client) -> None:
    feed = atom(client, "kommune=0301&side=2&sorter=frist&made=up")

    assert texts(feed, "title", "id") == [
        "Oslo – Frivilligportalen",
        "tag:frivillig.invalid,2026:oppdrag?kommune=0301",
    ]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://frivillig.invalid/oppdrag/?kommune=0301",
        "self": "https://frivillig.invalid/feed/oppdrag.atom?kommune=0301",
    }


def test_the_newest_fifty_hits_come_first(client: Client) -> None:
    organisation = make.organisation()
    for number in range(52):
        at = NOW - timedelta(hours=number)
        make.assignment(title=f"Number {number}", organisation=organisation, published_at=at)
    make.assignment(title="Elsewhere", municipality=make.municipality("5501"))

    entries = atom(client, "kommune=0301").findall(f"{ATOM}entry")
    items = json_feed(client, "kommune=0301")

    titles = [f"Number {number}" for number in range(50)]
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == titles
    assert [item["title"] for item in items["items"]] == titles
    assert items["_portal"]["total"] == 52


def test_a_json_feed_has_what_programs_need(client: Client) -> None:
    assignment = make.assignment(title="Visit", groups=("eldre",), places=3, places_taken=1, is_remote=True)
    feed = json_feed(client, "kommune=0301")
    (item,) = feed["items"]

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://frivillig.invalid/feed/oppdrag.json?kommune=0301"
    assert item["id"] == f"tag:frivillig.invalid,2026:oppdrag/{assignment.pk}"
    assert item["date_modified"] == assignment.changed_at.isoformat()
    assert item["authors"][0]["name"] == assignment.organisation.name
    facts = item["_portal"]
    assert (facts["kind"], facts["municipality"], facts["county"]) == ("assignment", "0301", "03")
    assert (facts["topics"], facts["activities"], facts["groups"]) == (
        ["fellesskap"],
        ["besoksvenn"],
        ["eldre"],
    )
    assert (facts["places"], facts["places_left"], facts["from_home"]) == (3, 2, True)
    assert facts["apply_by"] == str(assignment.apply_by)


def test_nothing_of_a_person_and_no_address_is_told(client: Client) -> None:
    make.assignment(address="Storgata 1", is_address_hidden=True, created_by=make.user(name="Kari Nordmann"))

    for name in KINDS:
        told = client.get(path(name)).text
        assert "Storgata" not in told
        assert "Kari" not in told
        assert "post@example.invalid" not in told


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_everybody_may_keep_a_copy_for_five_minutes(client: Client, name: str, kind: str) -> None:
    make.session(of=make.assignment())
    client.force_login(make.user())
    answer = client.get(path(name))

    assert answer["Content-Type"] == kind
    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=300"}
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get(path(name), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Assignment.objects.update(title="Changed")
    assert client.get(path(name), headers={"If-None-Match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", KINDS)
def test_a_feed_of_nothing_is_a_feed_and_stays_the_same(client: Client, name: str) -> None:
    first, second = (client.get(path(name, "kommune=0301")) for _ in range(2))

    assert first.status_code == 200
    assert first.content == second.content
    assert len(atom(client, "kommune=0301").findall(f"{ATOM}entry")) == 0


@pytest.mark.parametrize("name", KINDS)
def test_the_language_is_the_portals_whoever_asks(client: Client, name: str) -> None:
    answer = client.get(path(name), headers={"Accept-Language": "nn"})

    assert answer["Content-Language"] == "en"
    assert "Assignments – Frivilligportalen" in answer.text


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "nonsense", ["\x00", "\x0b<&>\ufffe", "]]>", "BEGIN:VEVENT\r\nX:1", "9" * 40, "æøå€😀"]
)
def test_nonsense_is_answered(client: Client, name: str, nonsense: str) -> None:
    make.assignment(title=f"a{nonsense}b".replace("\x00", ""))
    everywhere = urlencode(dict.fromkeys(("q", "kommune", "km", "organisasjon", "fra", "made"), nonsense))
    words = urlencode({"q": nonsense.replace("\x00", ""), "made": nonsense})

    assert client.get(path(name, everywhere)).status_code == 400
    for asked in (words, ""):
        answer = client.get(path(name, asked))
        assert answer.status_code == 200
        assert name != "atom" or ET.fromstring(answer.content) is not None  # noqa: S314 - our own


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kommune=9999&q=barn", "kommune"),
        ("kommune=0301&km=-5", "km"),
        ("fra=9999-99-99&til=2027-01-01&tema=nonsense", "tema, fra"),
        ("organisasjon=0", "organisasjon"),
        ("km=20", "km"),
    ],
)
def test_what_makes_no_sense_is_told_and_not_all_of_norway(
    client: Client, name: str, query: str, names: str
) -> None:
    make.assignment()
    answer = client.get(path(name, query))

    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.text == f"We could not use these parts of the address: {names}.\n"
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", KINDS)
def test_questions_do_not_grow(client: Client, name: str) -> None:
    asked = []
    for count in (2, 20, 20):
        for _ in range(count):
            make.session(of=make.assignment(groups=("eldre",)))
        with CaptureQueriesContext(connection) as context:
            client.get(path(name, "kommune=0301"))
        asked.append(len(context))
    assert asked[1] == asked[2] <= 8


@pytest.mark.parametrize("name", KINDS)
def test_nobody_can_send_anything_to_a_feed(client: Client, name: str) -> None:
    assert client.post(path(name)).status_code == 405
    assert client.head(path(name)).status_code == 200
