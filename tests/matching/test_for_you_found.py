"""Among what fits her: numbers that are true, how many there are, and ways on when there are none."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tests.matching.test_for_you import FOR_YOU, many

pytestmark = pytest.mark.django_db


def of_hers(client: Client, **asked: str) -> Any:
    """Ask for the page; give what it found."""
    return client.get(FOR_YOU, asked).context["found"]


def number_of(found: Any, name: str, value: str) -> int:
    """Read the number beside a choice."""
    return int(next(one.count for one in getattr(found.facets, name).options if one.value == value))


def test_a_choice_gives_as_many_as_it_says(client: Client) -> None:
    client.force_login(make.volunteer(max_km=20, birth_year=timezone.localdate().year - 16).user)
    for fields in ({}, {"minimum_age": 18}, {"municipality": make.municipality("5501")}):
        make.assignment(activities=("besoksvenn",), **fields)
        make.need(municipality=make.municipality("5501"), activities=("arrangement",))

    found = of_hers(client)

    assert (found.total, number_of(found, "tema", "fellesskap"), number_of(found, "type", "behov")) == (
        1,
        1,
        0,
    )
    assert of_hers(client, tema="fellesskap").total == 1
    assert number_of(found, "fylke", "55") == of_hers(client, fylke="55").total == 4


def test_without_a_place_she_is_back_where_she_goes(client: Client) -> None:
    client.force_login(make.volunteer(max_km=20).user)
    make.assignment()
    make.assignment(municipality=make.municipality("5501"))

    ways = of_hers(client, kommune="4601").ways

    assert [(way.label, way.count) for way in ways] == [("Within 500 km", 1), ("Without: Bergen", 1)]
    for way in ways:
        assert client.get(f"{FOR_YOU}?{way.query}").context["found"].total == way.count


def test_what_she_has_applied_to_is_not_counted(client: Client) -> None:
    volunteer = make.volunteer()
    client.force_login(volunteer.user)
    make.application(to=make.assignment(), volunteer=volunteer)
    make.application(to=make.assignment())

    assert of_hers(client).total == 1


def test_a_list_that_is_not_full_shows_all_that_are_counted(client: Client) -> None:
    client.force_login(make.volunteer(max_km=20).user)
    many(12)
    make.assignment(title="In Drammen", municipality=make.municipality("3301"))

    text = client.get(FOR_YOU).text

    assert "13 suit you" in text
    assert text.count("card__link") == 13


@pytest.mark.parametrize(
    ("is_ranked", "said"),
    [(True, "The 20 best of 21 that suit you"), (False, "The first 20 of 21 open assignments and needs")],
)
def test_a_full_list_says_of_how_many(client: Client, said: str, *, is_ranked: bool) -> None:
    client.force_login(make.volunteer(is_ranked=is_ranked).user)
    many(21)

    assert f">{said}</h2>" in " ".join(client.get(FOR_YOU).text.split()).replace("> ", ">").replace(" <", "<")
    part = client.get(FOR_YOU, {"type": "oppdrag"}, headers={"HX-Request": "true"}).text
    assert said in part[part.index("innerHTML:#results-count") :]


def test_with_the_personal_order_off_the_whole_market_is_counted(client: Client) -> None:
    client.force_login(make.volunteer(is_ranked=False, max_km=20).user)
    make.assignment(municipality=make.municipality("5501"))

    assert of_hers(client).total == 1
    assert "Nothing open fits all of this" in client.get(FOR_YOU, {"type": "behov"}).text


def test_without_a_municipality_a_choice_gives_as_many_as_it_says(client: Client) -> None:
    client.force_login(make.volunteer(municipality=None, is_remote_ok=False).user)
    make.assignment(municipality=make.municipality("5501"))
    make.assignment(is_remote=True)

    found = of_hers(client)

    assert (found.total, number_of(found, "fylke", "55"), number_of(found, "fylke", "03")) == (1, 1, 0)
    assert of_hers(client, fylke="55").total == 1
    assert "Nothing that suits you fits all of this" in client.get(FOR_YOU, {"fylke": "03"}).text


def test_filters_that_leave_nothing_say_so_and_what_would(client: Client) -> None:
    client.force_login(make.volunteer(max_km=20).user)
    make.assignment(title="Right here", activities=("besoksvenn",))
    make.assignment(title="Too far", municipality=make.municipality("5501"), activities=("besoksvenn",))

    text = client.get(FOR_YOU, {"hjemmefra": "ja", "tema": "fellesskap"}).text

    assert "Nothing within 20 km of Oslo suits you and also this:" in text
    assert "Without: Can be done from home (1)" in text
    assert 'href="/for-deg/?tema=fellesskap"' in text
    assert "Right here" in text
    assert "Too far" not in text


def test_what_the_words_fit_best_comes_before_what_fits_her_a_little_better(client: Client) -> None:
    client.force_login(make.volunteer(activities=("besoksvenn",)).user)
    make.assignment(title="Write for the members", description="About a walk.", activities=("besoksvenn",))
    walk = make.assignment(title="A walk in the woods", activities=("arrangement",))

    near = client.get(FOR_YOU, {"q": "walk"}).context["near"]

    assert near[0].assignment.pk == walk.pk
    assert len(near) == 2
