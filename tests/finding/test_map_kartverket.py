"""The map with pictures from Kartverket: for those who ask, and for nobody else."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assignments.finding.map import kartverket
from assignments.finding.map.kartverket import HOST
from assignments.finding.map.page import Map
from tests import make

pytestmark = pytest.mark.django_db

MAP = reverse("finding:map")
TROMSO = "5501"
PICTURE = re.compile(
    r'<image href="' + HOST + r'/v1/wmts/1\.0\.0/topo/default/webmercator/(\d+)/(\d+)/(\d+)\.png"'
)


def policy(page: Any) -> str:
    """Whose images the page may show."""
    found = re.search(r"img-src ([^;]+)", page["Content-Security-Policy"])
    assert found
    return found[1]


def asked(client: Client, **query: Any) -> Map:
    shown: Map = client.get(MAP, query | {"bakgrunn": "kartverket"}).context["map"]
    return shown


@pytest.mark.parametrize("query", [{}, {"bakgrunn": ""}, {"bakgrunn": "google"}, {"zoom": "8", "nord": "60"}])
def test_nothing_is_fetched_from_others_until_one_asks(client: Client, query: dict[str, str]) -> None:
    make.assignment()

    page = client.get(MAP, query)

    assert policy(page) == "'self' data:"
    assert HOST not in page.text
    assert "They see your IP address" in page.text


def test_pictures_come_from_kartverket_when_one_asks_and_only_there(client: Client) -> None:
    make.assignment()

    page = client.get(MAP, {"bakgrunn": "kartverket"})

    assert policy(page) == f"'self' data: {HOST}"
    assert "default-src 'self'; script-src 'self'" in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] == "same-origin"
    assert "© Kartverket" in page.text
    assert HOST not in client.get(reverse("finding:assignments"))["Content-Security-Policy"]


def test_a_page_that_was_kept_says_the_same_of_its_pictures(client: Client) -> None:
    make.assignment()
    first = client.get(MAP, {"bakgrunn": "kartverket"})

    again = client.get(MAP, {"bakgrunn": "kartverket"})
    unchanged = client.get(MAP, {"bakgrunn": "kartverket"}, headers={"If-None-Match": first["ETag"]})

    assert unchanged.status_code == 304
    assert policy(first) == policy(again) == policy(unchanged)


def test_the_pictures_fill_the_frame_row_before_column(client: Client) -> None:
    make.assignment(municipality=make.municipality(TROMSO))

    page = client.get(MAP, {"bakgrunn": "kartverket", "zoom": "8", "nord": "69.65", "ost": "18.96"})
    found = [(int(z), int(y), int(x)) for z, y, x in PICTURE.findall(page.text)]

    assert {z for z, _y, _x in found} == {8}
    assert (8, 57, 141) in found
    assert 9 <= len(found) <= 20


def test_it_begins_with_all_that_was_found(client: Client) -> None:
    for number in ("0301", "4601", "5634", "4203"):
        make.assignment(municipality=make.municipality(number))

    shown = asked(client)

    assert shown.view[0] == 5
    assert len(shown.marks) == 4


def test_one_hit_is_shown_with_what_is_around_it(client: Client) -> None:
    make.assignment(municipality=make.municipality(TROMSO))

    zoom, north, east = asked(client).view

    assert (zoom, round(north), round(east)) == (10, 70, 19)


@pytest.mark.parametrize(
    "query",
    [
        {"zoom": "8", "nord": "60"},
        {"zoom": "x", "nord": "60", "ost": "10"},
        {"zoom": "8", "nord": "nan", "ost": "10"},
        {"zoom": "8", "nord": "60", "ost": "inf"},
        {"zoom": "8", "nord": "60", "ost": "9" * 500},
        {"zoom": "9" * 5000, "nord": "60", "ost": "10"},
        {"zoom": "\x00", "nord": "60", "ost": "10"},
        {"utsnitt": "99"},
        {"utsnitt": "\x00"},
    ],
)
def test_nonsense_shows_all_that_was_found(client: Client, query: dict[str, str]) -> None:
    make.assignment()

    assert asked(client, **query).view == asked(client).view


def test_one_never_gets_lost(client: Client) -> None:
    make.assignment()

    assert asked(client, zoom="99", nord="-90", ost="500").view == (12, 57.0, 33.0)
    assert asked(client, zoom="-4", nord="1e300", ost="-1e300").view == (4, 72.0, 3.0)


def test_steps_lead_nearer_farther_and_to_the_sides(client: Client) -> None:
    make.assignment()
    here = {"zoom": "8", "nord": "60.0", "ost": "10.0"}

    steps = asked(client, type="oppdrag", **here).steps

    assert steps["in"] == "type=oppdrag&bakgrunn=kartverket&zoom=9&nord=60.0&ost=10.0"
    assert steps["out"] == "type=oppdrag&bakgrunn=kartverket&zoom=7&nord=60.0&ost=10.0"
    assert list(steps) == ["in", "out", "up", "left", "right", "down"]
    view = kartverket.steps((8, 60.0, 10.0))
    assert view["up"][1] > 60 > view["down"][1]
    assert view["left"][2] < 10 < view["right"][2]


def test_there_is_no_step_past_the_edge(client: Client) -> None:
    make.assignment()

    assert list(asked(client, zoom="12", nord="72", ost="33").steps) == ["out", "left", "down"]


def test_a_county_is_kept_when_the_background_changes(client: Client) -> None:
    make.assignment()

    shown = asked(client, utsnitt="55", type="oppdrag")

    assert shown.other_background == "type=oppdrag&utsnitt=55"
    assert 68 < shown.view[1] < 70
    assert "utsnitt" not in shown.steps["in"]


def follow(client: Client, shown: Map, step: str) -> Map:
    """Press one of the buttons."""
    nearer: Map = client.get(f"{MAP}?{shown.steps[step]}").context["map"]
    return nearer


def test_one_comes_nearer_to_where_most_hits_are(client: Client) -> None:
    for number in ("5501", "5501", "4601", "4203"):
        make.assignment(municipality=make.municipality(number))
    shown = asked(client)

    assert shown.view == kartverket.whole()
    while "in" in shown.steps:
        shown = follow(client, shown, "in")
        assert "5501" in [one.place.number for one in shown.marks]

    assert shown.view[0] == kartverket.NEAREST


def test_one_comes_nearer_to_a_middle_one_has_chosen_while_there_are_hits_around_it(client: Client) -> None:
    for number in ("0301", "0301", TROMSO):
        make.assignment(municipality=make.municipality(number))
    in_troms = {"zoom": "5", "nord": "69.0", "ost": "18.0"}

    beside_oslo = asked(client, zoom="8", nord="60.8", ost="10.0").steps

    assert "zoom=6&nord=69.0&ost=18.0" in asked(client, **in_troms).steps["in"]
    assert "zoom=9&nord=59.9" in beside_oslo["in"]


def test_a_step_one_cannot_take_stays_where_the_keyboard_left_it(client: Client) -> None:
    make.assignment()

    page = client.get(MAP, {"bakgrunn": "kartverket", "zoom": "12", "nord": "59.9", "ost": "10.7"}).text

    assert re.search(r'id="map-in" role="link" aria-disabled="true" tabindex="0">', page)
    assert re.search(r'id="map-out" href="[^"]+">', page)


@pytest.mark.parametrize("query", ["utsnitt=55", "utsnitt=55&bakgrunn=kartverket"])
def test_all_of_norway_is_called_so_on_both_backgrounds_and_shown(client: Client, query: str) -> None:
    make.assignment(municipality=make.municipality(TROMSO))
    shown: Map = client.get(f"{MAP}?{query}").context["map"]

    everything = client.get(f"{MAP}?{shown.everything}")

    assert re.search(r'id="map-part-all" href="[^"]*" aria-current="true">All of Norway<', everything.text)
    assert len(everything.context["map"].shown) == 357


def test_it_is_said_when_pictures_do_not_come(client: Client) -> None:
    make.assignment()

    page, plain = client.get(MAP, {"bakgrunn": "kartverket"}).text, client.get(MAP).text

    assert "data-no-pictures hidden>The map pictures did not come. The points still stand." in page
    assert re.search(r'<script src="[^"]*js/map[^"]*\.js"></script>', page)
    assert "js/map" not in plain
    assert "data-no-pictures" not in plain
