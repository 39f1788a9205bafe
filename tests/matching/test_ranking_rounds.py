"""Many lists at once: what is on its way counts, and not everyone is sent to the same few."""

import numpy as np
import pytest

from matching.ranking import (
    Pairs,
    expected_signups,
    handed_out_before,
    in_rounds,
    looked_at,
    rank,
    typical_relevance,
)
from matching.ranking.rounds import handed_out
from tests.matching.ranking_people import BERGEN, TODAY, Ask, Person, assignments, norway, volunteers

CROWD = volunteers(*(Person(id=number) for number in range(2000)))
FEW = assignments(*(Ask(id=number, organisation=number, places=3) for number in range(40)))


def test_every_volunteer_is_in_one_round_of_at_most_five_hundred() -> None:
    rounds = [rows for rows, _ in in_rounds(CROWD, FEW, norway(), day=TODAY, seed=1)]
    assert len(rounds) == 4
    assert sorted(np.concatenate(rounds).tolist()) == list(range(2000))
    assert rounds[0].tolist() != list(range(500))


def test_there_are_four_rounds_even_for_a_few() -> None:
    people = volunteers(*(Person(id=number) for number in range(5)))
    assert [len(rows) for rows, _ in in_rounds(people, FEW, norway(), day=TODAY, seed=1)] == [2, 1, 1, 1]


def test_nobody_asking_makes_no_lists() -> None:
    assert all(not len(rows) for rows, _ in in_rounds(volunteers(), FEW, norway(), day=TODAY, seed=1))


def test_the_same_seed_gives_the_same_letters() -> None:
    first, again = (
        [r.indices.tolist() for _, r in in_rounds(CROWD, FEW, norway(), day=TODAY, seed=3)] for _ in "ab"
    )
    assert first == again


def test_what_earlier_rounds_filled_is_shown_less_in_later_ones() -> None:
    better = Ask(id=99, organisation=99, slots=frozenset({5}), groups=frozenset({1}))
    others = [Ask(id=number, organisation=number) for number in range(30)]
    people = [Person(id=number, slots=frozenset({5}), groups=frozenset({1})) for number in range(400)]
    market = volunteers(*people), assignments(*others, better), norway()
    shown = [(ranking.indices[:, 0] == 30).mean() for _, ranking in in_rounds(*market, day=TODAY, seed=1)]
    frozen = (rank(*market, day=TODAY, k=5).indices[:, 0] == 30).mean()
    assert frozen > 0.9
    assert shown[0] > 0.9
    assert shown[-1] < 0.1


def test_what_was_sent_before_stays_away_in_every_round() -> None:
    banned = Pairs(np.repeat(np.arange(2000), 2), np.tile([3, 4], 2000))
    for _, ranking in in_rounds(CROWD, FEW, norway(), day=TODAY, seed=1, exclude=banned.among):
        assert not np.isin(ranking.indices, [3, 4]).any()


def test_whoever_has_too_few_that_fit_gets_an_empty_list() -> None:
    people = volunteers(Person(id=1), Person(id=2, municipality=BERGEN, max_km=5))
    asks = assignments(Ask(), Ask(id=2), Ask(id=3, municipality=BERGEN))
    rounds = in_rounds(people, asks, norway(), day=TODAY, seed=1, k=5, fewest=2)
    listed = {
        int(row): (each >= 0).sum()
        for rows, got in rounds
        for row, each in zip(rows, got.indices, strict=True)
    }
    assert listed == {0: 2, 1: 0}


def test_letters_of_this_run_and_of_an_earlier_one_are_expected_to_bring_the_same() -> None:
    people, asks = (
        volunteers(Person(), Person(id=2)),
        assignments(Ask(), Ask(id=2), Ask(id=3, municipality=BERGEN)),
    )
    ranking = rank(people, asks, norway(), day=TODAY, k=2)
    typical = float(ranking.relevance.mean())
    now = handed_out(ranking, asks.appeal, typical=typical)
    handed = Pairs(np.array([0, 0, 1, 1]), ranking.indices.ravel())
    before = handed_out_before(people, asks, norway(), handed, np.array([1, 2, 1, 2]), typical=typical)
    assert now.tolist() == before.tolist()
    assert now.sum() == pytest.approx(2 * 0.01 * (1 + 2**-0.5))
    assert now[2] == 0


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
