"""In which order hits stand."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from assignments.finding.find import find
from assignments.finding.shelf import ordering
from tests import make

pytestmark = pytest.mark.django_db
LIST = reverse("finding:assignments")


def titles(client: Client, **asked: Any) -> list[str]:
    return [hit.assignment.title for hit in client.get(LIST, asked).context["page"]]


def test_the_nearest_come_first_and_say_how_far_they_are(client: Client) -> None:
    for number, title in (("4601", "Bergen"), ("3205", "Lillestrøm"), ("0301", "Oslo")):
        make.assignment(municipality=make.municipality(number), title=title)

    page = client.get(LIST, {"kommune": "0301", "km": "1000", "sorter": "naermest"})

    assert [hit.assignment.title for hit in page.context["page"]] == ["Oslo", "Lillestrøm", "Bergen"]
    assert [hit.km and round(hit.km, -1) for hit in page.context["page"]] == [None, 20, 310]
    assert f"Lillestrøm · {round(page.context['page'][1].km)} km" in page.text


def test_the_nearest_needs_a_place_to_be_near(client: Client) -> None:
    make.assignment(title="Oslo")

    page = client.get(LIST, {"sorter": "naermest"})

    assert "Choose a municipality to measure the distance from." in page.text
    assert len(page.context["page"]) == 1


def test_those_come_first_that_need_people_most(client: Client) -> None:
    soon, later = localdate() + timedelta(days=2), localdate() + timedelta(days=60)
    make.assignment(title="Half full", places=4, places_taken=2, apply_by=soon)
    make.assignment(title="Empty", places=4, apply_by=later)
    make.assignment(title="Empty and soon", places=4, apply_by=soon)
    make.assignment(title="Nearly full", places=4, places_taken=3, apply_by=later)

    expected = ["Empty and soon", "Empty", "Half full", "Nearly full"]
    assert titles(client, sorter="trenger") == expected


def test_equals_stand_in_the_same_order_on_every_page(client: Client) -> None:
    at = now()
    for number in range(45):
        make.assignment(title=str(number), published_at=at)

    pages = [titles(client, sorter="nyest", side=str(side)) for side in (1, 2, 3)]

    assert [title for page in pages for title in page] == [str(number) for number in reversed(range(45))]


@pytest.mark.parametrize("count", [0, 1, 7, 100, 1000])
def test_the_first_are_those_of_the_whole_order(count: int) -> None:
    rows = np.arange(1000)
    ranked = np.random.default_rng(1).permutation(1000)

    assert list(ordering.first(rows, ranked, count)) == list(np.argsort(-ranked)[:count])


@pytest.mark.parametrize("order", ["treff", "nyest", "frist", "trenger", "naermest"])
def test_every_order_keeps_every_hit(order: str) -> None:
    keys = {make.assignment().pk, make.need().pk, make.assignment(municipality=make.municipality("5501")).pk}

    assert set(find(QueryDict(f"sorter={order}&kommune=0301&km=2000"), on=localdate()).keys) == keys
