"""The hits of a search on a map, drawn by ourselves."""

import re
from gzip import compress
from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from assignments.finding.map.page import Map
from assignments.models import Assignment
from portal.models import Municipality
from tests import make

pytestmark = pytest.mark.django_db

MAP, LIST = reverse("finding:map"), reverse("finding:assignments")
OSLO, BERUM, BERGEN, TROMSO = "0301", "3201", "4601", "5501"


def hits(**numbers: int) -> None:
    """Open assignments in Oslo, Bergen, …, as many as said."""
    places = {"oslo": OSLO, "berum": BERUM, "bergen": BERGEN, "tromso": TROMSO}
    for place, count in numbers.items():
        for _ in range(count):
            make.assignment(municipality=make.municipality(places[place]))


def everywhere(count: int) -> None:
    """Open assignments spread over all municipalities, written at once."""
    first = make.assignment()
    places = cycle(Municipality.objects.order_by("number").values_list("number", flat=True))
    common: dict[str, Any] = {
        "organisation": first.organisation,
        "apply_by": first.apply_by,
        "kind": "assignment",
    }
    common |= {"places": 1, "status": "published", "published_at": first.published_at}
    Assignment.objects.bulk_create(
        Assignment(title=f"Nr. {number}", municipality_id=next(places), **common)
        for number in range(count - 1)
    )


def asked(client: Client, **query: Any) -> Map:
    """Ask, and take the map."""
    shown: Map = client.get(MAP, query).context["map"]
    return shown


def words(client: Client, **query: Any) -> list[str]:
    return [str(one.words) for one in asked(client, **query).marks]


def test_the_map_shows_the_hits_of_the_list(client: Client) -> None:
    hits(oslo=3, tromso=1)
    make.need(municipality=make.municipality(BERGEN))

    assert words(client) == ["Oslo: 3 hits", "Tromsø: 1 hit", "Bergen: 1 hit"]
    assert words(client, type="oppdrag") == ["Oslo: 3 hits", "Tromsø: 1 hit"]
    assert "4 open assignments and needs" in client.get(MAP, {"type": "oppdrag"}).text


def test_a_circle_leads_to_the_list_of_its_municipality_with_the_other_filters(client: Client) -> None:
    hits(oslo=1, tromso=2)
    query = {"kommune": [OSLO, TROMSO], "km": "20", "type": "oppdrag", "side": "2", "utsnitt": "55"}

    page = client.get(MAP, query)
    link = f"{LIST}?type=oppdrag&kommune={TROMSO}"

    assert page.text.count(f'href="{escape(link)}"') == 3  # for the pointer, the keyboard and in the table
    assert client.get(link).context["found"].total == 2


def test_a_place_named_among_the_words_makes_room_for_the_one_that_is_chosen(client: Client) -> None:
    hits(oslo=1)

    assert (
        asked(client, q="besøksvenn i Oslo", alder="30").list_in
        == f"{LIST}?q=bes%C3%B8ksvenn&alder=30&kommune="
    )
    assert asked(client, q="Oslo").list_in == f"{LIST}?kommune="


def test_each_circle_is_there_for_the_keyboard_by_county_and_name(client: Client) -> None:
    hits(tromso=3, oslo=2, berum=1)
    drawn = client.get(MAP).text.partition('class="map__keys"')[2].partition("</g>")[0]

    assert re.findall(r">([^<>]+)</text>", drawn) == ["Bærum: 1 hit", "Oslo: 2 hits", "Tromsø: 3 hits"]
    assert "tabindex" not in drawn


def test_the_largest_circles_are_drawn_first(client: Client) -> None:
    hits(berum=1, oslo=3, tromso=2)
    drawn = client.get(MAP).text.partition('class="map__points"')[2].partition("</g>")[0]

    assert re.findall(r"<title>([^<]+)", drawn) == ["Oslo: 3 hits", "Tromsø: 2 hits", "Bærum: 1 hit"]
    assert drawn.count('tabindex="-1"') == 3


def test_those_without_hits_are_dots_that_make_the_country(client: Client) -> None:
    hits(oslo=1)

    assert asked(client).dots.count("M") == 356


def test_one_can_look_closer_at_a_county_and_keep_the_search(client: Client) -> None:
    hits(oslo=2, tromso=1)

    closer = asked(client, utsnitt="55", type="oppdrag", side="3")

    assert [str(one.words) for one in closer.marks] == ["Tromsø: 1 hit"]
    assert (closer.part, closer.shown_count, closer.everything) == ("Troms", 1, "type=oppdrag")
    troms = next(part for part in closer.parts if part.number == "55")
    assert (troms.name, troms.hits, troms.query) == ("Troms", 1, "type=oppdrag&utsnitt=55")
    assert [part.number for part in closer.parts if part.is_shown] == ["55"]
    assert "Here you see 1 of 3 hits." in client.get(MAP, {"utsnitt": "55"}).text


def test_a_filter_can_be_taken_off_without_leaving_the_map(client: Client) -> None:
    hits(tromso=1)

    page = client.get(MAP, {"type": "oppdrag", "utsnitt": "55"}).text

    assert f'href="{MAP}?utsnitt=55"' in page
    assert page.count("ds-chip") == 1


def test_one_searches_for_other_words_on_the_same_map(client: Client) -> None:
    hits(tromso=1)
    query = {"q": "dog", "kommune": [TROMSO, OSLO], "alder": "30", "bakgrunn": "kartverket", "side": "2"}

    page = client.get(MAP, query | {"zoom": "8", "nord": "60", "ost": "10.5"}).text
    form = page.partition('<form id="filters" method="get"')[2].partition("</form>")[0]

    assert f'action="{MAP}"' in form
    assert re.findall(r'name="(\w+)" value="([^"]+)"', form) == [
        *(("kommune", TROMSO), ("kommune", OSLO), ("alder", "30"), ("bakgrunn", "kartverket")),
        *(("zoom", "8"), ("nord", "60.0"), ("ost", "10.5")),
    ]
    assert re.search(r'type="search" name="q" id="id_q" form="filters" value="dog"', page)


def test_what_can_be_done_from_home_is_said(client: Client) -> None:
    hits(oslo=1)
    make.assignment(is_remote=True)

    assert "1 of them can be done from home, wherever you live" in client.get(MAP, {"type": "oppdrag"}).text
    assert f'href="{LIST}?type=oppdrag&amp;hjemmefra=ja"' in client.get(MAP, {"type": "oppdrag"}).text
    assert "wherever you live" not in client.get(MAP, {"hjemmefra": "ja"}).text


def test_nothing_found_leads_on_to_the_list(client: Client) -> None:
    hits(oslo=1)

    page = client.get(MAP, {"fylke": "56"}).text

    assert "Nothing open fits all of this" in page
    assert f'href="{LIST}?fylke=56"' in page
    assert "<figure" not in page


def test_the_map_is_a_table_too(client: Client) -> None:
    hits(oslo=2, berum=1, tromso=1)

    rows = [(row.place.county_name, row.hits, len(row.municipalities)) for row in asked(client).rows]

    assert rows == [("Akershus", 1, 1), ("Oslo", 2, 1), ("Troms", 1, 1)]


def test_what_could_not_be_used_is_said(client: Client) -> None:
    hits(oslo=1)

    page = client.get(MAP, {"alder": "ung"})

    assert "We could not use all of what you asked for." in page.text
    assert page.context["map"].found.total == 1


def test_htmx_gets_the_drawing_alone_and_the_back_button_the_whole_page(client: Client) -> None:
    hits(oslo=1)

    part = client.get(MAP, headers={"HX-Request": "true"})
    back = client.get(MAP, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert "<html" not in part.text
    assert 'id="map"' in part.text
    assert "<html" in back.text
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize("count", [20, 5000])
def test_the_map_asks_the_database_as_often_for_twenty_as_for_thousands(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    everywhere(count)
    client.get(MAP, {"tema": "", "alder": "91"})

    with django_assert_num_queries(1):  # what has changed since one last looked
        page = client.get(MAP, {"tema": "", "alder": "90"})

    assert page.context["map"].found.total == count
    assert len(compress(page.content)) < 30_000
