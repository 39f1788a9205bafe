"""Nothing fits: what would."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from assignments.finding.find import find
from tests import make

pytestmark = pytest.mark.django_db
LIST = reverse("finding:assignments")
LILLESTROM = "3205"


def ways(query: str) -> list[tuple[str, int]]:
    return [(way.label, way.count) for way in find(QueryDict(query), on=localdate()).ways]


def test_the_nearest_distance_comes_first_then_from_home_then_one_filter_less() -> None:
    make.assignment(title="Oslo")
    make.assignment(title="Oslo too")
    make.assignment(title="From home", municipality=make.municipality("5501"), is_remote=True)

    assert ways(f"kommune={LILLESTROM}&tema=fellesskap") == [
        ("Within 25 km", 2),
        ("From home", 1),
        ("Without: Lillestrøm", 3),
    ]


def test_each_way_gives_what_it_says() -> None:
    make.assignment(groups=("eldre",))
    make.need(is_remote=True)
    search = find(QueryDict(f"kommune={LILLESTROM}&gruppe=eldre&type=behov"), on=localdate())

    assert search.total == 0
    for way in search.ways:
        assert find(QueryDict(way.query), on=localdate()).total == way.count


def test_the_page_shows_what_came_then(client: Client) -> None:
    make.assignment(title="A friend in Oslo")

    page = client.get(LIST, {"kommune": LILLESTROM})

    assert "Nothing open fits all of this" in page.text
    assert "Within 25 km (1)" in page.text
    assert "A friend in Oslo" in page.text


def test_filters_that_are_too_strict_together_can_be_left_out_one_by_one(client: Client) -> None:
    make.assignment(title="One", minimum_age=18)
    asked: dict[str, Any] = {"alder": "15", "hjemmefra": "ja"}

    page = client.get(LIST, asked).text

    assert "Nothing open fits all of this" in page
    assert "Show everything that is open" in page
