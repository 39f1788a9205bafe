"""Each filter of `/oppdrag/`, by what it lets through."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assignments.models import Assignment
from portal import weekgrid
from tests import make

pytestmark = pytest.mark.django_db

LIST = reverse("finding:assignments")
MONDAY_EVENING = weekgrid.grid_of([2])
SUNDAY_MORNING = weekgrid.grid_of([18])


def titles(client: Client, **asked: Any) -> list[str]:
    """Ask, and read the titles in their order."""
    return [hit.assignment.title for hit in client.get(LIST, asked).context["page"]]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("katt", True),  # the stem of «katter»
        ("KATTENE", True),
        ("omplassere", True),  # in the summary
        ("foring", True),  # in the description
        ('"katter og foring"', False),
        ("katter or hunder", True),
        ("-katter foring", False),
        ("og", True),  # says nothing
        ("'; drop table --", False),
    ],
)
def test_words_are_found_in_title_summary_and_description(client: Client, words: str, is_found: bool) -> None:
    make.assignment(
        title="Katter", summary="Hjelp oss å omplassere.", description="Rydding og fôring, foring."
    )

    assert bool(titles(client, q=words)) is is_found


def test_a_word_in_the_title_weighs_more_than_one_in_the_text(client: Client) -> None:
    make.assignment(title="Sjåfør", description="Kjør katter til dyrlegen.")
    make.assignment(title="Katter", description="Stell dyr.")
    make.assignment(title="Hunder", description="Lufteturer.")

    assert titles(client, q="katter") == ["Katter", "Sjåfør"]


def test_one_may_ask_for_several_municipalities(client: Client) -> None:
    for number, title in (("0301", "Oslo"), ("4601", "Bergen"), ("5001", "Trondheim")):
        make.assignment(municipality=make.municipality(number), title=title)

    assert sorted(titles(client, kommune=["0301", "4601", ""])) == ["Bergen", "Oslo"]


def test_a_distance_is_measured_from_the_first_municipality(client: Client) -> None:
    for number, title in (("0301", "Oslo"), ("3205", "Lillestrøm"), ("4601", "Bergen")):
        make.assignment(municipality=make.municipality(number), title=title)

    assert sorted(titles(client, kommune="3205", km=20)) == ["Lillestrøm", "Oslo"]
    assert sorted(titles(client, kommune="3205", km=10)) == ["Lillestrøm"]
    assert sorted(titles(client, kommune=["3205", "4601"], km=20)) == ["Bergen", "Lillestrøm", "Oslo"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"fylke": "46"}, ["B"]),
        ({"fylke": "03"}, ["A"]),
        ({"tema": "fellesskap"}, ["A"]),
        ({"tema": ["fellesskap", "dyr"]}, ["A", "B"]),
        ({"gruppe": "eldre"}, ["A"]),
        ({"gruppe": ["eldre", "barn"]}, ["A", "B"]),
        ({"type": "oppdrag"}, ["A"]),
        ({"type": "behov"}, ["B"]),
        ({"rytme": "engang"}, ["B"]),
        ({"rytme": "fast"}, ["A"]),
        ({"hjemmefra": "ja"}, ["B"]),
        ({"sprak": "litt"}, ["B"]),
        ({"sprak": "godt"}, ["A", "B"]),
        ({"alder": "17"}, ["B"]),
        ({"alder": "18"}, ["A", "B"]),
        ({"dag": "man"}, ["A"]),
        ({"dag": ["man", "son"]}, ["A", "B"]),
        ({"tid": "formiddag"}, ["B"]),
        ({"dag": "man", "tid": "formiddag"}, []),
        ({"fylke": "46", "tema": "fellesskap"}, []),
        ({"ukjent": "x"}, ["A", "B"]),
    ],
)
def test_each_filter_lets_through_what_it_says(
    client: Client, asked: dict[str, Any], expected: list[str]
) -> None:
    make.assignment(
        title="A",
        activities=("besoksvenn", "maltid"),
        groups=("eldre",),
        slots=MONDAY_EVENING,
        norwegian=2,
        minimum_age=18,
    )
    make.need(
        title="B",
        activities=("dyrehjem",),
        groups=("barn", "familier"),
        municipality=make.municipality("4601"),
        rhythm=Assignment.Rhythm.ONCE,
        slots=SUNDAY_MORNING,
        is_remote=True,
    )

    assert sorted(titles(client, **asked)) == expected


def test_what_has_no_fixed_time_fits_every_day(client: Client) -> None:
    make.assignment(title="When you like", slots=0)

    assert titles(client, dag="ons", tid="kveld") == ["When you like"]


def test_one_organisation_can_be_asked_for(client: Client) -> None:
    wanted = make.assignment()
    make.assignment()

    assert titles(client, organisasjon=wanted.organisation_id) == [wanted.title]


@pytest.mark.parametrize("typed", ["4601", "Bergen", "bergen ", "BERGEN"])
def test_a_municipality_can_be_named(client: Client, typed: str) -> None:
    make.assignment(municipality=make.municipality("4601"), title="Bergen")
    make.assignment(title="Oslo")

    page = client.get(LIST, {"kommune": ["", typed]})

    assert [hit.assignment.title for hit in page.context["page"]] == ["Bergen"]
    assert page.context["found"].query == "kommune=4601"


def test_a_municipality_nobody_knows_stays_in_its_field(client: Client) -> None:
    page = client.get(LIST, {"kommune": ["Beregn"]}).text

    assert 'value="Beregn" aria-invalid="true"' in page
    assert "We do not know this municipality. Choose one from the list." in page


DECEMBER = date(2030, 12, 1)
"""A Sunday."""


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2030-12-02", "2030-12-02", ["Flexible", "Monday", "Session"]),
        ("2030-12-03", "2030-12-05", ["Flexible"]),
        ("2030-12-03", "2030-12-20", ["Flexible", "Monday", "Sunday"]),
        ("2030-12-08", "", ["Flexible", "Monday", "Sunday"]),
        ("", "2030-11-30", ["Monday", "Sunday"]),
        ("2020-01-01", "2020-02-01", []),
    ],
)
def test_days_are_those_of_sessions_or_the_times_of_the_week(
    client: Client, first: str, last: str, expected: list[str]
) -> None:
    make.assignment(title="Monday", slots=MONDAY_EVENING)
    make.assignment(title="Sunday", slots=SUNDAY_MORNING)
    make.assignment(title="Flexible", slots=0, starts_on=DECEMBER)
    make.session(of=make.assignment(title="Session"), on=DECEMBER + timedelta(days=1))

    assert sorted(titles(client, fra=first, til=last)) == expected
