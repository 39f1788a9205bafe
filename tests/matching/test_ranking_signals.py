"""What each signal is worth, stated by hand."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from matching.ranking import CONTRIBUTIONS, FAR_DAY, rank
from matching.ranking.model import LAUNCH
from matching.ranking.standing import tie_noise
from tests.matching.ranking_people import (
    BERGEN,
    DRAMMEN,
    OSLO,
    TODAY,
    Ask,
    Person,
    assignments,
    norway,
    volunteers,
)

FULL = 20
"""Sign-ups that leave no need."""


def contribution(name: str, person: Person, ask: Ask) -> float:
    ranking = rank(volunteers(person), assignments(ask), norway(), day=TODAY, k=1)
    assert ranking.indices.tolist() == [[0]]
    return float(ranking.contributions[0, 0, CONTRIBUTIONS.index(name)])


def ticked(*activities: int) -> Person:
    return Person(activities=frozenset(activities))


def tagged(*activities: int) -> Ask:
    return Ask(activities=frozenset(activities))


@pytest.mark.parametrize(
    ("person", "ask", "value"),
    [
        (ticked(0), tagged(0), 1),
        (ticked(0), tagged(1), 6 / 7),
        (ticked(0), tagged(3), 1 / 7),
        (ticked(0), tagged(0, 3), 4 / 7),
        (ticked(0, 3), tagged(0), 5 / 7),
        (ticked(0, 3), tagged(0, 1), 8 / 14),
        (ticked(0, 3), tagged(1, 4, 5), 7 / 21),
        (ticked(0, 3, 5), tagged(1), 3 / 7),
        (ticked(), tagged(0), 0.4),
        (ticked(0), tagged(), 0.4),
    ],
    ids=[
        "the same",
        "a sibling",
        "another",
        "one of two",
        "one she ticked among two",
        "and a sibling",
        "two siblings of three",
        "a sibling of one of three",
        "none",
        "untagged",
    ],
)
def test_interest(person: Person, ask: Ask, value: float) -> None:
    assert contribution("interest", person, ask) == pytest.approx(2.5 * value)


@pytest.mark.parametrize(
    ("person", "ask", "value"),
    [
        (Person(max_km=20), Ask(), 1 / (1 + 3 / 14)),
        (Person(max_km=100), Ask(), 1 / (1 + 3 / 70)),
        (Person(max_km=0), Ask(), 1 / (1 + 3 / 10)),
        (Person(max_km=50), Ask(municipality=DRAMMEN), 1 / (1 + 37.5486 / 35)),
        (Person(municipality=-1), Ask(municipality=BERGEN), 0.5),
        (Person(), Ask(municipality=-1), 0.5),
        (Person(remote_ok=True), Ask(remote=True, municipality=BERGEN), 1),
        (Person(remote_ok=True, max_km=100), Ask(remote=True), 1),
        (Person(max_km=100), Ask(remote=True), 1 / (1 + 3 / 70)),
    ],
    ids=[
        "at home",
        "at home, going far",
        "radius 0",
        "next town",
        "lives nowhere",
        "is nowhere",
        "from home",
        "from home, though near",
        "near, though not from home",
    ],
)
def test_distance(person: Person, ask: Ask, value: float) -> None:
    assert contribution("distance", person, ask) == pytest.approx(2 * value, abs=1e-3)


@pytest.mark.parametrize(
    ("mine", "theirs", "is_regular", "value"),
    [
        ({0, 5}, {5}, False, 1),
        ({0, 5}, {5, 6}, False, 0.5),
        ({0, 5}, {5, 6}, True, 1),
        ({0}, {5, 6}, True, 0),
        ((), {5}, False, 1 / 3),
        ((), {5, 6}, False, 1 / 3),
        ((), {5}, True, 1 / 3),
        ((), {5, 6}, True, 1 / 2),
        ({0}, (), False, 0.8),
        ((), (), True, 0.8),
    ],
)
def test_time(mine: set[int], theirs: set[int], is_regular: bool, value: float) -> None:
    person, ask = Person(slots=frozenset(mine)), Ask(slots=frozenset(theirs), is_regular=is_regular)
    assert contribution("time", person, ask) == pytest.approx(2 * value)


@pytest.mark.parametrize(
    ("wish", "is_regular", "value"),
    [(0, True, 1), (0, False, 1), (1, False, 1), (1, True, 0), (2, True, 1), (2, False, 0)],
)
def test_rhythm(wish: int, is_regular: bool, value: float) -> None:
    assert contribution("rhythm", Person(rhythm=wish), Ask(is_regular=is_regular)) == value


@pytest.mark.parametrize(
    ("mine", "asked", "value"),
    [({63}, {63, 1}, 1), ((), {1}, 0.3), ({2}, {1}, 0.3), ({2}, (), 0.75), ((), (), 0.75)],
)
def test_skill(mine: set[int], asked: set[int], value: float) -> None:
    person, ask = Person(skills=frozenset(mine)), Ask(skills=frozenset(asked))
    assert contribution("skill", person, ask) == pytest.approx(1.5 * value)


@pytest.mark.parametrize(
    ("mine", "asked", "value"),
    [(4, 2, 1), (1, 2, 0.5), (0, 2, 0), (2, 0, 1), (0, 0, 1), (nan, 2, 0.75), (2, nan, 0.75), (nan, 0, 0.75)],
)
def test_hours(mine: float, asked: float, value: float) -> None:
    assert contribution("hours", Person(hours=mine), Ask(hours=asked)) == value


@pytest.mark.parametrize(
    ("mine", "theirs", "value"),
    [({6}, {6, 0}, 1), ({1}, {0}, 0), ((), {0}, 0.4), ({0}, (), 0.4)],
)
def test_group(mine: set[int], theirs: set[int], value: float) -> None:
    person, ask = Person(groups=frozenset(mine)), Ask(groups=frozenset(theirs))
    assert contribution("group", person, ask) == pytest.approx(0.5 * value)


@pytest.mark.parametrize(
    ("ask", "value"),
    [
        (Ask(signups=0), np.log(8)),
        (Ask(signups=FULL, places=FULL), 0),
        (Ask(signups=1, places=4), np.log(1 + 7 / np.e)),
        (Ask(signups=1, expected=0.5, places=1), np.log(1 + 7 * np.exp(-1.5))),
    ],
    ids=["empty", "full", "one has come", "one has come and more are coming"],
)
def test_need(ask: Ask, value: float) -> None:
    assert contribution("need", Person(), ask) == pytest.approx(LAUNCH.kappa * value, abs=1e-6)


@pytest.mark.parametrize(
    ("published", "deadline", "value"),
    [
        (TODAY - 700, FAR_DAY, 0),
        (TODAY, FAR_DAY, np.log(1.1)),
        (TODAY - 7, FAR_DAY, np.log(1 + 0.1 / np.e)),
        (TODAY - 700, TODAY + 7, np.log(1.1)),
        (TODAY - 700, TODAY + 8, 0),
        (TODAY, TODAY, np.log(1.2)),
    ],
)
def test_what_is_new_or_closes_soon(published: int, deadline: int, value: float) -> None:
    ask = Ask(published=published, deadline=deadline)
    assert contribution("timeliness", Person(), ask) == pytest.approx(value, abs=1e-6)


def test_appeal_is_added_as_it_was_counted() -> None:
    assert contribution("appeal", Person(), Ask(appeal=-0.75)) == -0.75


def test_the_score_is_the_sum_of_its_parts_and_the_noise_less_than_a_signal() -> None:
    person, ask = Person(id=7, slots=frozenset({1})), Ask(id=9, slots=frozenset({1}), published=TODAY)
    ranking = rank(volunteers(person), assignments(ask), norway(), day=TODAY, k=1)
    noise = tie_noise(np.array([7]), np.array([9]), LAUNCH, day=TODAY)
    assert ranking.scores[0, 0] == pytest.approx(ranking.contributions[0, 0].sum() + noise[0], abs=1e-5)
    assert ranking.relevance[0, 0] == pytest.approx(ranking.contributions[0, 0, :7].sum())


def test_the_noise_is_near_normal_and_stands_still_for_a_week() -> None:
    ids = np.arange(1000)
    drawn = tie_noise(ids[:, None], ids[None, :], LAUNCH, day=TODAY)
    assert drawn.mean() == pytest.approx(0, abs=1e-3)
    assert drawn.std() == pytest.approx(0.05, rel=0.01)
    assert float(np.mean(np.abs(drawn) < 0.05)) == pytest.approx(0.68, abs=0.02)
    assert np.array_equal(drawn, tie_noise(ids[:, None], ids[None, :], LAUNCH, day=TODAY - 5))
    assert not np.array_equal(drawn, tie_noise(ids[:, None], ids[None, :], LAUNCH, day=TODAY - 6))


@pytest.mark.parametrize(
    ("person", "ask", "fits"),
    [
        (Person(max_km=33.6), Ask(municipality=DRAMMEN), 1),
        (Person(max_km=33.5), Ask(municipality=DRAMMEN), 0),
        (Person(max_km=0), Ask(municipality=OSLO), 1),
        (Person(municipality=-1), Ask(municipality=BERGEN), 1),
        (Person(municipality=-1), Ask(remote=True), 0),
        (Person(), Ask(remote=True, municipality=-1), 0),
        (Person(), Ask(remote=True, municipality=BERGEN), 0),
        (Person(), Ask(remote=True), 1),
        (Person(remote_ok=True, max_km=5), Ask(remote=True, municipality=BERGEN), 1),
        (Person(age=17), Ask(minimum_age=18), 0),
        (Person(age=18), Ask(minimum_age=18), 1),
        (Person(age=-1), Ask(minimum_age=18), 1),
        (Person(norwegian=1), Ask(norwegian=2), 0),
        (Person(norwegian=-1), Ask(norwegian=3), 1),
        (Person(certificate_ok=False), Ask(certificate=True), 0),
        (Person(certificate_ok=False), Ask(certificate=False), 1),
        (Person(), Ask(is_open=False), 0),
        (Person(), Ask(deadline=TODAY), 1),
        (Person(), Ask(deadline=TODAY - 1), 0),
        (Person(), Ask(published=TODAY + 1), 0),
    ],
)
def test_what_is_never_shown(person: Person, ask: Ask, fits: int) -> None:
    assert rank(volunteers(person), assignments(ask), norway(), day=TODAY).fits.tolist() == [fits]


def test_a_short_list_is_widened_to_twice_the_radius_and_says_so() -> None:
    near = [Ask(id=number, organisation=number) for number in range(9)]
    far = [Ask(id=20, municipality=DRAMMEN), Ask(id=21, municipality=BERGEN)]
    ranking = rank(volunteers(Person(max_km=20)), assignments(*far, *near), norway(), day=TODAY, k=12)
    assert ranking.fits.tolist() == [9]
    assert sorted(ranking.indices[0, :9].tolist()) == list(range(2, 11))
    assert ranking.indices[0, 9:].tolist() == [0, -1, -1]
    assert ranking.is_wider[0].tolist() == [False] * 9 + [True, False, False]


def test_the_best_of_the_wider_ones_comes_after_the_worst_that_fits() -> None:
    person = Person(activities=frozenset({0}), groups=frozenset({1}), slots=frozenset({2}), rhythm=2, hours=5)
    worst = Ask(activities=frozenset({5}), groups=frozenset({2}), slots=frozenset({3}), hours=50, signups=99)
    best = Ask(id=2, activities=frozenset({0}), groups=frozenset({1}), slots=frozenset({2}), is_regular=True)
    asks = assignments(replace(best, municipality=DRAMMEN, organisation=2), worst)
    assert rank(volunteers(person), asks, norway(), day=TODAY, k=2).indices.tolist() == [[1, 0]]


def test_ten_that_fit_are_enough() -> None:
    near = [Ask(id=number, organisation=number) for number in range(10)]
    ranking = rank(
        volunteers(Person()), assignments(*near, Ask(municipality=DRAMMEN)), norway(), day=TODAY, k=12
    )
    assert ranking.fits.tolist() == [10]
    assert not ranking.is_wider.any()
    assert 10 not in ranking.indices[0]
