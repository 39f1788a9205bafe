"""Many lists at once: what is on its way counts, and not everyone is sent to the same few."""

import numpy as np
import pytest

from matching.ranking import (
    NO_PAIRS,
    Assignments,
    Pairs,
    Volunteers,
    expected_signups,
    looked_at,
    rank,
    typical_relevance,
)
from matching.ranking.arrays import Rows
from matching.ranking.coming import handed_out
from matching.ranking.fast import Listed
from matching.ranking.prepared import prepare
from matching.ranking.rounds import in_rounds, rounds_for
from tests.matching.ranking_people import BERGEN, TODAY, Ask, Person, assignments, norway, volunteers

CROWD = volunteers(*(Person(id=number) for number in range(2000)))
FEW = assignments(*(Ask(id=number, organisation=number, places=3) for number in range(40)))


def handing_out(
    people: Volunteers, asks: Assignments, *, seed: int = 1, fewest: int = 0, banned: Pairs = NO_PAIRS
) -> list[tuple[Rows, Listed]]:
    """Lists for these people, in as many rounds as it takes."""
    typical = typical_relevance(people, asks, norway(), day=TODAY, seed=seed)
    rounds, ready = rounds_for(len(people)), prepare(asks, norway(), day=TODAY)
    made = in_rounds(
        people, ready, rounds=rounds, typical=typical, seed=seed, fewest=fewest, exclude=banned.among
    )
    return list(made)


def test_every_volunteer_is_in_one_round_of_at_most_five_hundred() -> None:
    rounds = [rows for rows, _ in handing_out(CROWD, FEW)]
    assert len(rounds) == 4
    assert sorted(np.concatenate(rounds).tolist()) == list(range(2000))
    assert rounds[0].tolist() != list(range(500))


def test_there_are_four_rounds_even_for_a_few() -> None:
    people = volunteers(*(Person(id=number) for number in range(5)))
    assert [len(rows) for rows, _ in handing_out(people, FEW)] == [2, 1, 1, 1]


def test_nobody_asking_makes_no_lists() -> None:
    assert all(not len(rows) for rows, _ in handing_out(volunteers(), FEW))


def test_the_same_seed_gives_the_same_letters() -> None:
    first, again = ([r.indices.tolist() for _, r in handing_out(CROWD, FEW, seed=3)] for _ in "ab")
    assert first == again


def test_what_earlier_rounds_filled_is_shown_less_in_later_ones() -> None:
    better = Ask(id=99, organisation=99, slots=frozenset({5}), groups=frozenset({1}))
    others = [Ask(id=number, organisation=number) for number in range(30)]
    people = [Person(id=number, slots=frozenset({5}), groups=frozenset({1})) for number in range(400)]
    market = volunteers(*people), assignments(*others, better), norway()
    shown = [(ranking.indices[:, 0] == 30).mean() for _, ranking in handing_out(*market[:2])]
    frozen = (rank(*market, day=TODAY, k=5).indices[:, 0] == 30).mean()
    assert frozen > 0.9
    assert shown[0] > 0.9
    assert shown[-1] < 0.1


def test_what_was_sent_before_stays_away_in_every_round() -> None:
    banned = Pairs(np.repeat(np.arange(2000), 2), np.tile([3, 4], 2000))
    for _, ranking in handing_out(CROWD, FEW, banned=banned):
        assert not np.isin(ranking.indices, [3, 4]).any()


def test_whoever_has_too_few_that_fit_gets_an_empty_list() -> None:
    people = volunteers(Person(id=1), Person(id=2, municipality=BERGEN, max_km=5))
    asks = assignments(Ask(), Ask(id=2), Ask(id=3, municipality=BERGEN))
    rounds = handing_out(people, asks, fewest=2)
    listed = {
        int(row): (each >= 0).sum()
        for rows, got in rounds
        for row, each in zip(rows, got.indices, strict=True)
    }
    assert listed == {0: 2, 1: 0}


def test_letters_are_expected_to_bring_as_many_as_look_at_them() -> None:
    people = volunteers(Person(), Person(id=2))
    asks = assignments(Ask(), Ask(id=2), Ask(id=3, municipality=BERGEN))
    ranking = rank(people, asks, norway(), day=TODAY, k=2)
    coming = handed_out(ranking, asks.appeal, typical=float(ranking.relevance.mean()))
    assert coming.sum() == pytest.approx(2 * 0.01 * (1 + 2**-0.5))
    assert coming[2] == 0


def test_fewer_look_at_what_stands_lower() -> None:
    assert looked_at(np.array([1, 4]), fading=0.5).tolist() == [1, 0.5]


def test_expected_sign_ups_grow_with_relevance_up_to_thirty_times() -> None:
    looks = np.array([1, 0.5, 1], np.float32)
    relevance = np.array([4, 4 + np.log(2), 40], np.float32)
    coming = expected_signups(relevance, looks, typical=4.0)
    assert coming.tolist() == pytest.approx([0.01, 0.01, 0.3])


def test_the_typical_pair_is_the_mean_of_odds_over_what_fits() -> None:
    people = volunteers(Person())
    near, better = Ask(skills=frozenset({1})), Ask()
    asks = assignments(near, better, Ask(municipality=BERGEN))
    sums = rank(people, asks, norway(), day=TODAY).relevance[0, :2]
    typical = typical_relevance(people, asks, norway(), day=TODAY, seed=0)
    assert typical == pytest.approx(np.log(np.exp(sums).mean()), abs=1e-5)


def test_without_a_pair_that_fits_nothing_is_typical() -> None:
    assert typical_relevance(volunteers(Person()), assignments(), norway(), day=TODAY, seed=0) == 0
