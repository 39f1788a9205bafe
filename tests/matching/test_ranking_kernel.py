"""The compiled ranker gives exactly what the one in numpy gives, and what the slow one gives."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import (
    LAUNCH,
    Assignments,
    Model,
    Pairs,
    Ranking,
    World,
    build_world,
    fast,
    rank,
)
from matching.ranking.fast import Listed, explain, ranked, warm
from matching.ranking.kernel.lists import list_all
from matching.ranking.prepared import prepare
from matching.ranking.world import ticked_together
from tests.matching import ranking_oracle as oracle
from tests.matching.ranking_people import (
    ASK,
    DRAMMEN,
    PERSON,
    TODAY,
    TOPIC_OF_ACTIVITY,
    Ask,
    Person,
    assignments,
    norway,
    volunteers,
)

BOTH = ticked_together(np.repeat(np.array([0b1001, 0b0110, 0b110000, 0b11], np.uint64), [90, 30, 40, 5]))
NOWHERE = build_world(
    TOPIC_OF_ACTIVITY, [59.9244, nan, 60.3913], [10.7727, 10.2045, 5.3221], both=BOTH, people=165
)
"""Norway, but for a point that is not a number, and with tastes that have been counted."""
MODELS = [
    LAUNCH,
    Model(tie=0, kappa=0),
    Model(few=20, pool=3, same_organisation=1.2),
    Model(interest=-1, distance=0, time=0.7, rhythm=2, skill=-0.2, hours=3, group=0.01, tie=1),
]


def assert_same(listed: Listed, ranking: Ranking) -> None:
    assert listed.indices.tolist() == ranking.indices.tolist()
    assert listed.scores.tobytes() == ranking.scores.tobytes()
    assert listed.relevance.tolist() == ranking.relevance.tolist()
    assert listed.fits.tolist() == ranking.fits.tolist()


def narrowed(offered: Assignments, among: np.ndarray) -> Assignments:
    return replace(offered, is_open=offered.is_open & among)


@st.composite
def markets(draw: st.DrawFn) -> tuple[list[Person], list[Ask], set[tuple[int, int]]]:
    kinds = draw(st.lists(ASK, min_size=1, max_size=6))
    asks = draw(st.lists(st.sampled_from(kinds), max_size=60))
    people = draw(st.lists(PERSON, max_size=4))
    pairs = st.tuples(st.integers(0, max(0, len(people) - 1)), st.integers(0, max(0, len(asks) - 1)))
    return people, asks, draw(st.sets(pairs, max_size=8)) if people and asks else set()


def pairs_of(banned: set[tuple[int, int]]) -> Pairs:
    rows = np.array(sorted(banned), np.int64).reshape(-1, 2)
    return Pairs(np.repeat(rows[:, 0], 2), np.repeat(rows[:, 1], 2))  # said twice, banned once


@settings(max_examples=150, deadline=None)
@given(markets(), st.sampled_from([norway(), NOWHERE]), st.sampled_from([1, 5, 20]))
def test_numpy_kernel_and_the_slow_one_give_the_same_lists(
    market: tuple[list[Person], list[Ask], set[tuple[int, int]]], world: World, k: int
) -> None:
    people, asks, banned = market
    who, offered = volunteers(*people), assignments(*asks)
    listed = ranked(who, prepare(offered, world, day=TODAY), k=k, exclude=pairs_of(banned))
    assert_same(listed, rank(who, offered, world, day=TODAY, k=k, exclude=pairs_of(banned)))
    slow = oracle.lists(people, asks, world, day=TODAY, k=k, exclude=banned)
    assert [row[row >= 0].tolist() for row in listed.indices] == [[row for row, _ in each] for each in slow]


@settings(max_examples=150, deadline=None)
@given(st.data(), markets(), st.sampled_from(MODELS), st.sampled_from([1, 2]))
def test_among_some_by_any_model_on_any_threads_the_lists_are_the_same(
    data: st.DataObject,
    market: tuple[list[Person], list[Ask], set[tuple[int, int]]],
    model: Model,
    threads: int,
) -> None:
    people, asks, banned = market
    among = np.array(data.draw(st.lists(st.booleans(), min_size=len(asks), max_size=len(asks))), np.bool_)
    who, offered, exclude = volunteers(*people), assignments(*asks), pairs_of(banned)
    prepared = prepare(offered, norway(), model=model, day=TODAY)
    listed = ranked(who, prepared, exclude=exclude, among=among, threads=threads)
    expected = rank(who, narrowed(offered, among), norway(), day=TODAY, exclude=exclude, model=model)
    assert_same(listed, expected)


@settings(max_examples=50, deadline=None)
@given(st.data(), markets())
def test_expecting_others_is_like_preparing_again(
    data: st.DataObject, market: tuple[list[Person], list[Ask], set[tuple[int, int]]]
) -> None:
    people, asks, _ = market
    coming = st.lists(st.sampled_from([0, 0.5, 9]), min_size=len(asks), max_size=len(asks))
    expected = np.array(data.draw(coming), np.float32)
    who, offered = volunteers(*people), assignments(*asks)
    again = prepare(replace(offered, expected=expected), norway(), day=TODAY)
    listed = ranked(who, prepare(offered, norway(), day=TODAY).expecting(expected))
    assert listed.indices.tolist() == ranked(who, again).indices.tolist()
    assert listed.scores.tobytes() == ranked(who, again).scores.tobytes()


def crowd(seed: int, count: int) -> list[Person]:
    chance = np.random.default_rng(seed)
    return [
        Person(
            id=number,
            municipality=int(chance.integers(-1, 3)),
            activities=frozenset(chance.integers(0, 6, 2).tolist()),
            slots=frozenset(chance.integers(0, 21, 3).tolist()),
            remote_ok=bool(chance.integers(2)),
            max_km=float(chance.choice([0, 15, 50, 400])),
        )
        for number in range(count)
    ]


def plenty(count: int) -> list[Ask]:
    return [
        Ask(
            id=number,
            municipality=number % 4 - 1,
            remote=number % 7 == 0,
            activities=frozenset({number % 6}),
            slots=frozenset({number % 21, number % 5}),
            signups=number % 4,
            organisation=number % 50,
            main_activity=number % 6,
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("k", [5, 150])
def test_among_thousands_the_lists_are_the_same(k: int) -> None:
    who, offered = volunteers(*crowd(1, 60)), assignments(*plenty(4000))
    listed = ranked(who, prepare(offered, norway(), day=TODAY), k=k)
    assert_same(listed, rank(who, offered, norway(), day=TODAY, k=k))


def test_of_thousands_of_equals_the_first_are_listed() -> None:
    offered = assignments(*[Ask(organisation=number) for number in range(3000)])
    model = replace(LAUNCH, tie=0.0)
    listed = ranked(volunteers(Person()), prepare(offered, norway(), model=model, day=TODAY), k=5)
    assert listed.indices.tolist() == [[0, 1, 2, 3, 4]]


def test_lists_do_not_depend_on_threads_or_on_who_is_ranked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    who, prepared = volunteers(*crowd(2, 200)), prepare(assignments(*plenty(500)), norway(), day=TODAY)
    banned = Pairs(np.arange(200), np.arange(200))
    whole = ranked(who, prepared, exclude=banned)
    monkeypatch.setattr(fast, "AT_ONCE", 7)
    parts = ranked(who, prepared, exclude=banned, threads=2)
    assert parts.indices.tolist() == whole.indices.tolist()
    assert parts.scores.tolist() == whole.scores.tolist()


def test_a_list_is_explained_as_numpy_explains_it() -> None:
    who, offered = volunteers(*crowd(3, 20), Person(max_km=20)), assignments(Ask(is_open=False), *plenty(16))
    prepared = prepare(offered, norway(), day=TODAY)
    told, expected = explain(who, prepared, ranked(who, prepared)), rank(who, offered, norway(), day=TODAY)
    assert told.indices.tolist() == expected.indices.tolist()
    assert told.contributions.tobytes() == expected.contributions.tobytes()
    assert told.is_wider.tolist() == expected.is_wider.tolist()
    assert told.is_wider.any()


@pytest.mark.parametrize(
    ("people", "asks"),
    [
        ([], [Ask()]),
        ([Person()], []),
        ([Person(municipality=-1)], [Ask(is_open=False), Ask(deadline=TODAY - 1), Ask(published=TODAY + 1)]),
        ([Person(max_km=0)], [Ask(municipality=DRAMMEN)]),
        ([Person(age=12)], [Ask(minimum_age=13)] * 50),
    ],
    ids=["nobody", "no assignments", "nothing open", "radius 0", "all filtered"],
)
def test_with_nothing_to_show_the_lists_are_empty(people: list[Person], asks: list[Ask]) -> None:
    listed = ranked(volunteers(*people), prepare(assignments(*asks), norway(), day=TODAY), k=3)
    assert listed.indices.tolist() == [[-1, -1, -1]] * len(people)
    assert listed.scores.tolist() == [[-np.inf] * 3] * len(people)
    assert listed.fits.tolist() == [0] * len(people)


def test_with_sixty_four_activities_the_last_one_counts_like_any_other() -> None:
    world = build_world([*range(63), 62], [59.9], [10.7])
    who = volunteers(Person(activities=frozenset({63})), Person(activities=frozenset({0, 63})))
    offered = assignments(
        *(Ask(id=each, activities=frozenset({each}), main_activity=each) for each in (0, 31, 32, 62, 63))
    )
    listed = ranked(who, prepare(offered, world, model=Model(tie=0), day=TODAY), k=2)
    assert listed.indices.tolist() == [[4, 3], [0, 4]]
    assert_same(listed, rank(who, offered, world, day=TODAY, k=2, model=Model(tie=0)))


def test_what_makes_no_sense_is_refused_before_it_is_compiled() -> None:
    with pytest.raises(ValueError, match="places must be one or more"):
        prepare(assignments(Ask(places=0)), norway(), day=TODAY)
    prepared = prepare(assignments(Ask()), norway(), day=TODAY)
    with pytest.raises(ValueError, match="max_km must be zero or more"):
        ranked(volunteers(Person(max_km=nan)), prepared)
    with pytest.raises(ValueError, match="expected must be zero or more"):
        prepared.expecting(np.array([nan], np.float32))


def test_warming_up_compiles_and_nobody_asking_has_no_lists() -> None:
    warm()
    assert list_all.signatures  # type: ignore[attr-defined]  # numba's
    assert len(ranked(volunteers(), prepare(assignments(Ask()), norway(), day=TODAY)).fits) == 0
