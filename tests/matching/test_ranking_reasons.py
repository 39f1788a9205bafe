"""Every place in a list says why, with what is true and weighed most."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import LAUNCH, Model, Reason, Why, rank, reasons
from tests.matching.ranking_people import (
    ASK,
    BERGEN,
    DRAMMEN,
    PERSON,
    TODAY,
    Ask,
    Person,
    assignments,
    norway,
    volunteers,
)

EMPTY_NEED = Reason(Why.NOBODY)


def why(person: Person, ask: Ask, *, model: Model = LAUNCH) -> tuple[Reason, ...]:
    market = volunteers(person), assignments(ask), norway()
    (chosen,) = reasons(*market, rank(*market, day=TODAY, model=model), day=TODAY)
    return chosen[0]


def test_what_weighed_most_is_said_first_and_four_at_most() -> None:
    person = Person(activities=frozenset({0}), slots=frozenset({5, 6}), rhythm=2, groups=frozenset({1}))
    ask = Ask(
        activities=frozenset({0}), slots=frozenset({5}), is_regular=True, groups=frozenset({1, 2}), signups=1
    )
    assert why(person, ask) == (
        Reason(Why.INTEREST, 0b1),
        Reason(Why.TIME, 1 << 5),
        Reason(Why.HERE),
        Reason(Why.REGULAR),
    )


EVERYTHING = (
    Person(activities=frozenset({0}), slots=frozenset({5}), rhythm=2, groups=frozenset({1}), hours=4),
    Ask(activities=frozenset({0}), slots=frozenset({5}), is_regular=True, groups=frozenset({1}), hours=2),
)
"""Somebody and something that suit each other in every way."""


@pytest.mark.parametrize("kappa", [0.5, 0.1])
def test_that_nobody_has_come_is_said_whatever_else_weighed_more(kappa: float) -> None:
    chosen = why(*EVERYTHING, model=Model(kappa=kappa))
    assert chosen[:2] == (Reason(Why.INTEREST, 1), Reason(Why.TIME, 1 << 5))
    assert EMPTY_NEED in chosen
    assert len(chosen) == 4


def test_with_pure_relevance_need_moves_nothing_and_is_not_pressed_in() -> None:
    assert EMPTY_NEED not in why(*EVERYTHING, model=Model(kappa=0))


def test_an_assignment_that_nobody_has_signed_up_for_says_so() -> None:
    assert why(Person(), Ask(slots=frozenset({1}))) == (EMPTY_NEED, Reason(Why.HERE))


def test_with_too_little_that_speaks_for_it_plain_facts_are_stated() -> None:
    nowhere, ask = Person(municipality=-1), Ask(slots=frozenset({1}), signups=2)
    assert why(nowhere, ask) == (Reason(Why.TAKEN, 2), Reason(Why.PUBLISHED, TODAY - 100))
    assert why(Person(), ask) == (Reason(Why.HERE), Reason(Why.TAKEN, 2))
    assert why(nowhere, Ask(slots=frozenset({1}))) == (EMPTY_NEED, Reason(Why.PUBLISHED, TODAY - 100))


@pytest.mark.parametrize(
    ("person", "ask", "reason"),
    [
        (Person(activities=frozenset({0, 1, 3})), Ask(activities=frozenset({2})), Reason(Why.SIBLING, 0b11)),
        (Person(max_km=50), Ask(municipality=DRAMMEN), Reason(Why.DISTANCE, 38)),
        (Person(max_km=35), Ask(municipality=DRAMMEN), Reason(Why.AWAY, 38)),
        (Person(remote_ok=True), Ask(remote=True, municipality=BERGEN), Reason(Why.REMOTE)),
        (Person(), Ask(), Reason(Why.FLEXIBLE)),
        (Person(rhythm=1), Ask(slots=frozenset({1})), Reason(Why.ONCE)),
        (Person(skills=frozenset({63})), Ask(skills=frozenset({63, 2})), Reason(Why.SKILL, 2**63)),
        (Person(hours=3), Ask(hours=2.5, signups=9), Reason(Why.HOURS, 2.5)),
        (
            Person(municipality=-1),
            Ask(slots=frozenset({1}), deadline=TODAY + 7),
            Reason(Why.DEADLINE, TODAY + 7),
        ),
        (Person(municipality=-1), Ask(slots=frozenset({1}), published=TODAY - 6), Reason(Why.NEW)),
        (Person(municipality=-1), Ask(slots=frozenset({1})), Reason(Why.PUBLISHED, TODAY - 100)),
    ],
)
def test_each_reason_carries_its_number(person: Person, ask: Ask, reason: Reason) -> None:
    assert reason in why(person, ask)


@pytest.mark.parametrize(
    ("person", "ask"),
    [
        (Person(hours=1), Ask(hours=2)),
        (Person(), Ask(hours=2)),
        (Person(rhythm=1), Ask(is_regular=True)),
        (Person(rhythm=0), Ask(is_regular=True)),
        (Person(skills=frozenset({1})), Ask(skills=frozenset({2}))),
    ],
)
def test_what_does_not_speak_for_it_is_not_said(person: Person, ask: Ask) -> None:
    assert {reason.why for reason in why(person, ask)} == {Why.NOBODY, Why.FLEXIBLE, Why.HERE}


def test_a_wider_one_says_first_how_far_it_is() -> None:
    person = Person(activities=frozenset({0}), slots=frozenset({5}))
    ask = Ask(municipality=DRAMMEN, activities=frozenset({0}), slots=frozenset({5}))
    assert why(person, ask)[:2] == (Reason(Why.WIDER, 38), Reason(Why.INTEREST, 1))


@settings(max_examples=100, deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=3), st.lists(ASK, max_size=15))
def test_everything_listed_has_two_to_four_different_reasons(people: list[Person], asks: list[Ask]) -> None:
    market = volunteers(*people), assignments(*asks), norway()
    ranking = rank(*market, day=TODAY, k=5)
    for row, chosen in enumerate(reasons(*market, ranking, day=TODAY)):
        assert len(chosen) == (ranking.indices[row] >= 0).sum()
        assert all(2 <= len({reason.why for reason in each}) == len(each) <= 4 for each in chosen)


def test_the_ranker_knows_no_django() -> None:
    code = (
        "import sys, matching.ranking; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
