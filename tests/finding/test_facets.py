"""How many hits each choice would give."""

from typing import Any

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate

from assignments.finding.find import Found, find
from portal import weekgrid
from tests import make

pytestmark = pytest.mark.django_db
MONDAY_EVENING, SUNDAY_MORNING = weekgrid.grid_of([2]), weekgrid.grid_of([18])


def search(query: str = "") -> Found:
    return find(QueryDict(query), on=localdate())


def counts(query: str, name: str) -> dict[str, int]:
    """The choices that would give something."""
    return {
        option.value: option.count for option in getattr(search(query).facets, name).options if option.count
    }


@pytest.fixture(autouse=True)
def market() -> None:
    bergen = make.municipality("4601")
    regular: dict[str, Any] = {"slots": MONDAY_EVENING, "norwegian": 2, "groups": ("eldre",)}
    make.assignment(**regular)
    make.assignment(
        **regular, municipality=bergen, needs_police_certificate=True, police_certificate_reason="x"
    )
    make.need(
        municipality=bergen, activities=("dyrehjem",), rhythm="once", slots=SUNDAY_MORNING, is_remote=True
    )
    make.assignment(municipality=bergen, activities=("dyrehjem", "besoksvenn"), slots=0, accessibility="Heis")


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        ("", "fylke", {"03": 1, "46": 3}),
        ("fylke=03", "fylke", {"03": 1, "46": 3}),  # what another choice of the same filter would give
        ("fylke=03", "tema", {"fellesskap": 1}),
        ("tema=dyr", "fylke", {"46": 2}),
        ("", "tema", {"fellesskap": 3, "dyr": 2}),
        ("tema=dyr", "tema", {"fellesskap": 3, "dyr": 2}),
        ("", "gruppe", {"eldre": 2}),
        ("", "type", {"oppdrag": 3, "behov": 1}),
        ("hjemmefra=ja", "type", {"behov": 1}),
        ("", "rytme", {"engang": 1, "fast": 3}),
        ("", "sprak", {"ingen": 2, "litt": 2, "godt": 4, "flytende": 4}),
        ("dag=son", "tid", {"formiddag": 2, "ettermiddag": 1, "kveld": 1}),
        ("dag=man", "dag", {"man": 3, "tir": 1, "ons": 1, "tor": 1, "fre": 1, "lor": 1, "son": 2}),
        ("type=behov&dag=man", "fylke", {}),
    ],
)
def test_each_choice_says_what_it_would_give(query: str, name: str, expected: dict[str, int]) -> None:
    assert counts(query, name) == expected


@pytest.mark.parametrize(("name", "count"), [("hjemmefra", 1), ("utenattest", 3), ("tilgjengelig", 1)])
def test_each_box_says_what_it_would_give(name: str, count: int) -> None:
    assert getattr(search().facets, name).count == count


def test_the_list_of_municipalities_says_what_each_would_give() -> None:
    shown = str(search("kommune=0301").facets.kommune)

    assert '<option value="Oslo">Oslo: 1</option>' in shown
    assert '<option value="Bergen">Vestland: 3</option>' in shown
    assert '<option value="Tromsø">Troms: 0</option>' in shown


def test_a_choice_gives_as_many_hits_as_it_says() -> None:
    for name in ("fylke", "tema", "gruppe", "type", "rytme", "sprak", "dag", "tid"):
        for option in getattr(search("utenattest=ja").facets, name).options:
            assert search(f"utenattest=ja&{name}={option.value}").total == option.count


def test_what_is_chosen_is_marked() -> None:
    chosen = [
        option.value for option in search("tema=dyr&tema=fellesskap").facets.tema.options if option.is_on
    ]

    assert sorted(chosen) == ["dyr", "fellesskap"]
