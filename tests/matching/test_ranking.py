"""The ranker gives exactly the lists that the slow and obviously right one gives."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import Pairs, Ranking, rank
from matching.ranking import market as market_module
from tests.matching import ranking_oracle as oracle
from tests.matching.ranking_people import (
    ASK,
    PERSON,
    TODAY,
    Ask,
    Person,
    assignments,
    norway,
    volunteers,
)


def in_plain_python(ranking: Ranking) -> list[list[tuple[int, bool]]]:
    return [
        [(int(row), bool(wider)) for row, wider in zip(rows, wide, strict=True) if row >= 0]
        for rows, wide in zip(ranking.indices, ranking.is_wider, strict=True)
    ]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_list_is_the_oracles_ties_included(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(ASK, min_size=1, max_size=6))
    asks = data.draw(st.lists(st.sampled_from(kinds), max_size=60))
    people = data.draw(st.lists(PERSON, max_size=4))
    pair = st.tuples(st.integers(0, max(0, len(people) - 1)), st.integers(0, max(0, len(asks) - 1)))
    banned = data.draw(st.lists(pair, max_size=8)) if people and asks else []
    k = data.draw(st.sampled_from([1, 5, 20]))

    exclude = Pairs(
        np.array([who for who, _ in banned], np.int64), np.array([a for _, a in banned], np.int64)
    )
    ranking = rank(volunteers(*people), assignments(*asks), norway(), day=TODAY, k=k, exclude=exclude)

    assert in_plain_python(ranking) == oracle.lists(people, asks, norway(), day=TODAY, k=k, exclude=banned)


def test_lists_do_not_depend_on_the_blocks_they_are_made_in(monkeypatch: pytest.MonkeyPatch) -> None:
    people = volunteers(*(Person(id=number, municipality=number % 4 - 1) for number in range(30)))
    asks = assignments(
        *(Ask(id=number, municipality=number % 3, organisation=number) for number in range(50))
    )
    banned = Pairs(np.arange(30), np.arange(30))
    whole = rank(people, asks, norway(), day=TODAY, exclude=banned)

    monkeypatch.setattr(market_module, "PAIRS_AT_ONCE", 150)

    assert rank(people, asks, norway(), day=TODAY, exclude=banned).indices.tolist() == whole.indices.tolist()


def test_a_page_and_a_digest_begin_alike() -> None:
    of_one = [Ask(id=number, slots=frozenset({1}), is_regular=True) for number in range(35)]
    of_others = [Ask(id=40 + number, organisation=40 + number) for number in range(5)]
    asks = assignments(*of_one, *of_others)
    reader = volunteers(Person(slots=frozenset({1})))
    page = rank(reader, asks, norway(), day=TODAY, k=20)
    letter = rank(reader, asks, norway(), day=TODAY, k=5)
    assert letter.indices[0].max() >= len(of_one)
    assert letter.indices[0].tolist() == page.indices[0, :5].tolist()


def test_equal_assignments_are_spread_over_volunteers_and_change_with_the_week() -> None:
    asks = assignments(*(Ask(id=number, organisation=number) for number in range(20)))
    people = volunteers(*(Person(id=number) for number in range(200)))
    this_week = rank(people, asks, norway(), day=TODAY, k=1).indices[:, 0]
    assert len(set(this_week.tolist())) == 20
    assert this_week.tolist() == rank(people, asks, norway(), day=TODAY + 1, k=1).indices[:, 0].tolist()
    assert this_week.tolist() != rank(people, asks, norway(), day=TODAY + 2, k=1).indices[:, 0].tolist()


def test_one_organisation_does_not_own_the_page() -> None:
    big = [Ask(id=number, organisation=1, activities=frozenset({0}), main_activity=0) for number in range(40)]
    small = [Ask(id=50 + number, organisation=2 + number, main_activity=1 + number) for number in range(5)]
    ranking = rank(volunteers(Person()), assignments(*big, *small), norway(), day=TODAY, k=10)
    assert {40, 41, 42, 43, 44} <= set(ranking.indices[0].tolist())


@pytest.mark.parametrize(
    ("person", "asks"),
    [
        (Person(), []),
        (Person(municipality=-1), [Ask(is_open=False)]),
        (Person(max_km=0), [Ask(municipality=1)]),
        (Person(age=12), [Ask(minimum_age=13)] * 50),
    ],
    ids=["no assignments", "nothing open", "radius 0", "all filtered"],
)
def test_with_nothing_to_show_the_list_is_empty(person: Person, asks: list[Ask]) -> None:
    ranking = rank(volunteers(person), assignments(*asks), norway(), day=TODAY, k=3)
    assert ranking.indices.tolist() == [[-1, -1, -1]]
    assert ranking.scores.tolist() == [[-np.inf] * 3]
    assert ranking.fits.tolist() == [0]


def test_nobody_asking_gives_no_lists() -> None:
    assert rank(volunteers(), assignments(Ask()), norway(), day=TODAY).indices.shape == (0, 20)


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        (Person(max_km=nan), "max_km must be zero or more"),
        (Person(max_km=-1), "max_km must be zero or more"),
        (Person(hours=np.inf), "hours must be a number"),
        (Person(municipality=3), "municipality must be -1 to 2"),
    ],
)
def test_a_volunteer_who_makes_no_sense_is_refused(person: Person, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        rank(volunteers(Person(), person), assignments(Ask()), norway(), day=TODAY)


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (Ask(places=0), "places must be one or more"),
        (Ask(signups=nan), "signups and expected must be zero or more"),
        (Ask(expected=-1), "signups and expected must be zero or more"),
        (Ask(municipality=-2), "municipality must be -1 to 2"),
    ],
)
def test_an_assignment_that_makes_no_sense_is_refused(ask: Ask, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        rank(volunteers(Person()), assignments(Ask(), ask), norway(), day=TODAY)


def test_columns_of_another_type_or_length_are_refused() -> None:
    right = volunteers(Person(), Person(id=2))
    with pytest.raises(ValueError, match=r"age must be int16 of shape \[2\]"):
        rank(replace(right, age=right.age[:1]), assignments(Ask()), norway(), day=TODAY)
    with pytest.raises(ValueError, match=r"max_km must be float32 of shape \[2\]"):
        rank(replace(right, max_km=right.max_km.astype(np.float64)), assignments(Ask()), norway(), day=TODAY)
