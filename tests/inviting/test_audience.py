"""How many an assignment would suit, told while it is being written."""

from datetime import date
from random import Random

import numpy as np
import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matching import fit
from matching.inviting import audience
from matching.inviting.audience import Asked, about, estimate
from matching.inviting.demands import Demands, let_in
from matching.ranking.arrays import Demands as Columns
from matching.ranking.filters import fitting
from matching.ranking.model import Fit
from matching.volunteers.models import Volunteer
from organisations.models import Coordinator
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
OSLO, LILLESTROM, BERGEN = "0301", "3205", "4601"
COUNT = reverse("inviting:audience")


def volunteers(number: int, **fields: object) -> None:
    """Volunteers of no interest but these."""
    for _each in range(number):
        make.volunteer(**{"activities": (), "is_remote_ok": False, "norwegian": 3} | fields)  # type: ignore[arg-type]


def ask(client: Client, **written: object) -> str:
    client.force_login(make.coordinator(of=make.organisation()).user)
    return client.post(COUNT, {"municipality": OSLO} | written, headers={"HX-Request": "true"}).text


ROUNDED = {0: 0, 9: 0, 10: 10, 14: 10, 15: 20, 94: 90, 95: 100, 104: 100, 143: 140, 999: 1000, 1449: 1400}
ROUNDED |= {14_360: 14_000, 996_000: 1_000_000}


@pytest.mark.parametrize(("number", "rounded"), ROUNDED.items())
def test_numbers_are_rounded_to_tens_and_two_digits_and_small_ones_not_said(
    number: int, rounded: int
) -> None:
    assert about(number) == rounded


def anybody(dice: Random) -> Volunteer:
    """Somebody who has said this and that, or nothing."""
    number = dice.choice([OSLO, LILLESTROM, BERGEN, None])
    return make.volunteer(
        municipality=make.municipality(number) if number else None,
        max_km=dice.choice([1, 5, 12, 13, 20, 300, 302, 2000]),
        is_remote_ok=dice.choice([True, False]),
        birth_year=dice.choice([None, 2011, 2008, 2007, 1990]),
        norwegian=dice.choice([None, 0, 1, 2, 3]),
        is_police_certificate_ok=dice.choice([True, False]),
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_database_lets_in_the_very_ones_the_ranker_does(seed: int) -> None:
    dice = Random(seed)  # noqa: S311
    keys = sorted(anybody(dice).pk for _each in range(60))
    ground = fit.ground()
    who = fit.volunteers(keys, ground, on=ON)
    for _each in range(20):
        demands = Demands(
            dice.choice([OSLO, LILLESTROM, BERGEN]),
            dice.choice([True, False]),
            dice.choice([0, 15, 18, 20]),
            dice.choice([0, 1, 2, 3]),
            dice.choice([True, False]),
        )
        suited = fitting(who, columns(demands, ground), ground.world) == Fit.WITHIN

        assert sorted(let_in(demands, on=ON).keys()) == who.id[suited].tolist()


def columns(demands: Demands, ground: fit.Ground) -> Columns:
    """One assignment with these demands, as the ranker reads it."""
    return Columns(
        id=np.array([1]),
        norwegian=np.array([demands.norwegian], np.int8),
        minimum_age=np.array([demands.minimum_age], np.int16),
        certificate=np.array([demands.needs_police_certificate]),
        remote=np.array([demands.is_remote]),
        municipality=ground.rows[[int(demands.municipality)]],
    )


def test_closed_accounts_are_nobody() -> None:
    volunteers(11)
    gone = make.volunteer(user=make.user(is_active=False))

    assert gone not in let_in(Demands(OSLO), on=ON)
    assert let_in(Demands(OSLO), on=ON).count() == 11


def test_the_estimate_says_what_would_widen_it_most() -> None:
    volunteers(12)
    volunteers(25, is_police_certificate_ok=False)
    volunteers(11, norwegian=0)
    volunteers(60, municipality=make.municipality(BERGEN), is_remote_ok=True)
    found = estimate(Asked(Demands(OSLO, norwegian=2, needs_police_certificate=True)), on=ON)

    assert (found.people, found.keen) == (10, None)
    assert [(one.without, one.people) for one in found.wider] == [("place", 70), ("certificate", 40)]


def test_those_are_keen_who_ticked_it_and_have_the_time() -> None:
    volunteers(12, activities=("besoksvenn",), slots=0b110)
    volunteers(12, activities=("besoksvenn",), slots=0b001)
    volunteers(12, slots=0b100)
    here = Demands(OSLO)

    assert estimate(Asked(here, 0b010, ("besoksvenn",)), on=ON).keen == 10
    assert estimate(Asked(here, 0, ("besoksvenn", "leksehjelp")), on=ON).keen == 20
    assert estimate(Asked(here, 0b100), on=ON).keen == 20
    assert estimate(Asked(here, 0, (), ("eldre",)), on=ON).keen == 0


def test_ages_are_asked_for_in_steps() -> None:
    volunteers(11, birth_year=ON.year - 18)

    assert estimate(Asked(Demands(OSLO, minimum_age=19)), on=ON).people == 10
    assert estimate(Asked(Demands(OSLO, minimum_age=20)), on=ON).people == 0


def test_the_same_question_is_counted_once_in_a_while(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    asked = Asked(Demands(OSLO), 0b1, ("besoksvenn",))
    with django_assert_num_queries(2):
        first = estimate(asked, on=ON)
    volunteers(15)
    with django_assert_num_queries(0):
        assert estimate(asked, on=ON) == first
    caches["pages"].clear()
    assert estimate(asked, on=ON).people == 20 == audience.about(15)


def test_the_line_says_it_in_words(client: Client) -> None:
    volunteers(144, activities=("besoksvenn",), slots=1)
    volunteers(62, is_police_certificate_ok=False)
    text = ask(client, slots=["0", "5"], activities="besoksvenn", needs_police_certificate="on")

    assert "<html" not in text
    assert "About 140 volunteers can take this." in text
    assert "About 140 of them have also ticked what it is about, or whom it helps, and can at one of" in text
    assert "Without the police certificate: about 210" in text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, "Fewer than 10 volunteers can take this."),
        ({"municipality": ""}, "Choose a municipality, and we count those who can take it."),
        ({"municipality": "9999"}, "We cannot count this yet."),
        ({"municipality": "\x00"}, "We cannot count this yet."),
        ({"minimum_age": "ti"}, "Lowest age: Enter a whole number."),
        ({"minimum_age": "-3"}, "Lowest age: "),
        ({"minimum_age": "9" * 5000}, "Lowest age: "),
        ({"hours": "-4"}, "Hours a week: "),
        ({"norwegian": "7"}, "How much Norwegian one needs: Select a valid choice."),
        ({"slots": ["3", "21"]}, "Times of the week: Select a valid choice."),
        ({"activities": "nothing"}, "What is it about?: Choose among the activities on the list."),
        ({"activities": "\x00"}, "What is it about?: Choose among the activities on the list."),
        ({"groups": ["eldre", "nobody"]}, "Whom it helps: "),
        ({"groups": "\x00"}, "We cannot count this yet."),
    ],
)
def test_what_cannot_be_counted_is_said(client: Client, written: dict[str, object], said: str) -> None:
    make.volunteer()

    assert said in ask(client, **written)


def test_what_is_from_home_needs_no_municipality(client: Client) -> None:
    volunteers(12, municipality=make.municipality(BERGEN), is_remote_ok=True)

    assert "About 10 volunteers can take this." in ask(client, municipality="", is_remote="on")


def test_the_bar_on_a_phone_says_it_too_and_nothing_before_there_is_a_number(client: Client) -> None:
    bar = '<p hx-swap-oob="innerHTML:#audience-bar">'

    assert ask(client).count("Fewer than 10 volunteers can take this.") == 2
    assert f"{bar}</p>" in ask(client, municipality="")
    assert f"{bar}We cannot count this yet.</p>" in ask(client, minimum_age="ti")


def test_before_anything_is_written_nothing_is_counted(client: Client) -> None:
    draft = make.draft()
    client.force_login(make.coordinator(of=draft.organisation).user)
    new = client.get(reverse("assignments:create")).text
    begun = client.get(reverse("assignments:edit", args=[draft.pk])).text

    assert ['hx-trigger="load' in page for page in (new, begun)] == [False, True]


def test_without_a_script_the_form_itself_is_posted_and_a_page_comes(client: Client) -> None:
    client.force_login(make.coordinator(of=make.organisation()).user)
    page = client.post(COUNT, {"municipality": OSLO, "title": "Tea & talk", "minimum_age": ""})

    assert "<html" in page.text
    assert "Fewer than 10 volunteers can take this." in page.text
    assert "Nothing is saved here." in page.text


def test_the_sheet_asks_by_itself_and_has_a_button_for_others(client: Client) -> None:
    client.force_login(make.coordinator(of=make.organisation()).user)
    text = client.get(reverse("assignments:create")).text

    assert f'hx-post="{COUNT}"' in text
    assert f'formaction="{COUNT}"' in text
    assert text.index("Save and see") < text.index("formaction"), "the first button is what Enter presses"


def test_whoever_asks_too_often_waits(client: Client) -> None:
    client.force_login(make.coordinator(of=make.organisation()).user)
    answers = [client.post(COUNT) for _each in range(61)]

    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert "Wait a minute, then we count again." in answers[-1].text
    slowed = client.post(COUNT, headers={"HX-Request": "true"})
    assert (slowed.status_code, "Wait a minute" in slowed.text) == (200, True)


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("coordinator", 200), ("reader", 403)])
def test_counting_is_for_those_who_post(client: Client, role: str, status: int) -> None:
    client.force_login(make.coordinator(of=make.organisation(), role=Coordinator.Role(role)).user)

    assert client.get(COUNT).status_code == status


def test_the_line_asks_the_database_this_often(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(make.coordinator(of=make.organisation()).user)
    written = {"municipality": OSLO, "activities": "besoksvenn", "groups": "eldre"}
    client.post(COUNT)
    with django_assert_num_queries(7):  # who asks, her roles, place, activities, two for groups
        client.post(COUNT, written)
