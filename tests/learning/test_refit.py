"""The weights are learned from what was accepted, and judged on weeks they have not seen."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching.learning.judging import Refit, Verdict, judge, ndcg
from matching.learning.refit import Seen, keep, learn
from tests.learning.truth import HAND, seen

OTHER = (0.5, 3.0, 1.0, 0.0, 2.0, 1.0, 0.0)


def test_a_known_truth_is_found_again() -> None:
    learned = learn(seen(30_000, weights=OTHER, kinds=(-7.0, -4.0)), hand=HAND, sources=2)

    assert np.allclose(learned.weights, OTHER, atol=0.2)
    assert np.allclose(learned.around, (-0.7, -7, -4), atol=0.2)


def test_with_few_lists_the_weights_stay_by_hand() -> None:
    far = np.abs(np.subtract(OTHER, HAND)).max()
    moved = [
        np.abs(learn(seen(lists, weights=OTHER), hand=HAND, sources=1).weights - HAND).max()
        for lists in (20, 1_000, 20_000)
    ]

    assert moved[0] < 0.1 * far < moved[1] < 0.7 * far < 0.8 * far < moved[2]


def test_the_kind_of_a_list_and_its_places_are_not_held_by_hand() -> None:
    learned = learn(seen(3_000, kinds=(-6.0, -2.0), lower=-1.5), hand=HAND, sources=2)

    assert np.allclose(learned.around, (-1.5, -6, -2), atol=0.5)


def test_rows_that_stand_for_many_count_as_many() -> None:
    once = seen(500)
    thrice = replace(once, stands_for=np.full(len(once), 3, np.float32))
    copied = Seen(**{name: np.concatenate([getattr(once, name)] * 3) for name in Seen.__slots__})

    assert np.allclose(
        learn(thrice, hand=HAND, sources=1).weights, learn(copied, hand=HAND, sources=1).weights
    )


def test_some_of_the_lists_say_the_same_as_all() -> None:
    every = seen(20_000, weights=OTHER)
    has_yes = np.bincount(every.list, every.accepted)[every.list] > 0
    some = replace(every, stands_for=np.where(has_yes, 1, 5).astype(np.float32)).take(
        has_yes | (every.list % 5 == 0)
    )
    both = [learn(each, hand=HAND, sources=1) for each in (every, some)]

    assert len(some) < len(every) / 2
    assert np.allclose(both[0].weights, both[1].weights, atol=0.3)


def degenerate() -> list[Any]:
    some = seen(200)
    nobody, everybody = np.zeros(len(some), np.bool_), np.ones(len(some), np.bool_)
    return [
        pytest.param(replace(some, accepted=nobody), id="nobody is accepted"),
        pytest.param(replace(some, accepted=everybody), id="everybody is accepted"),
        pytest.param(replace(some, accepted=some.signals[:, 0] > 0.5), id="one signal decides all"),
        pytest.param(replace(some, signals=np.ones_like(some.signals)), id="no signal varies"),
        pytest.param(replace(some, position=np.ones_like(some.position)), id="every list has one place"),
        pytest.param(replace(some, position=np.full_like(some.position, 10**9)), id="places far down"),
        pytest.param(replace(some, stands_for=np.full(len(some), 1e6, np.float32)), id="each is a million"),
        pytest.param(some.take(np.arange(len(some)) == 7), id="a single row"),
        pytest.param(some.take(nobody), id="nothing at all"),
    ]


@pytest.mark.parametrize("shown", degenerate())
def test_nothing_explodes(shown: Seen) -> None:
    for learned in (learn(shown, hand=HAND, sources=3), keep(shown, weights=HAND, sources=3)):
        assert np.isfinite(learned.weights).all()
        assert np.isfinite(learned.around).all()
        assert np.abs(learned.weights).max() < 60


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("signals", np.nan, "signals must be between 0 and 1"),
        ("signals", 1.5, "signals must be between 0 and 1"),
        ("position", 0, "position must be one or more"),
        ("stands_for", np.nan, "stands_for must be above zero"),
        ("stands_for", 0, "stands_for must be above zero"),
    ],
)
def test_what_is_no_number_is_refused(field: str, value: float, told: str) -> None:
    good = seen(20)
    values = getattr(good, field).copy()
    values[3] = value

    with pytest.raises(ValueError, match=told):
        learn(replace(good, **{field: values}), hand=HAND, sources=1)


def test_another_number_of_signals_is_refused() -> None:
    good = seen(20)
    with pytest.raises(ValueError, match=r"signals must be of shape \[200, 7\]"):
        learn(replace(good, signals=good.signals[:, :6]), hand=HAND, sources=1)


def test_below_150_accepted_nothing_is_learned() -> None:
    few = seen(300)
    refit = Refit.of(few, hand=HAND, in_use=HAND, sources=1)

    assert 20 < few.accepted.sum() < 150
    assert (refit.learned, refit.judged, refit.verdict) == (None, None, Verdict.TOO_FEW)


@pytest.mark.parametrize("in_use", [HAND, OTHER])
def test_only_what_differs_from_the_truth_is_to_be_replaced(in_use: tuple[float, ...]) -> None:
    refit = Refit.of(seen(8_000, weights=OTHER), hand=in_use, in_use=in_use, sources=1)

    assert (refit.verdict == Verdict.BETTER) == (in_use == HAND)


def test_what_changed_in_the_last_weeks_is_judged_worse() -> None:
    before, after = seen(8_000, weights=OTHER), seen(8_000, weights=HAND, seed=2)
    both = Seen(
        **{name: np.concatenate([getattr(before, name), getattr(after, name)]) for name in Seen.__slots__}
    )
    later = len(before)
    both.list[later:] += 8_000
    both.week[:later] = np.arange(later) % 6
    both.week[later:] = 7 + np.arange(later) % 2

    assert Refit.of(both, hand=HAND, in_use=HAND, sources=1).verdict == Verdict.WORSE


def test_the_last_weeks_are_held_out_and_one_week_cannot_be_judged() -> None:
    judged = judge(seen(2_000), HAND, HAND, 1)

    assert judged is not None
    assert (judged.since, judged.lists) == (6, 500)
    assert judge(seen(2_000, weeks=1), HAND, HAND, 1) is None


def test_ndcg_is_one_on_top_and_falls_with_the_place() -> None:
    row = replace(seen(1).take(np.arange(10) < 4), accepted=np.array([False, True, False, False]))
    first = np.zeros((4, 7), np.float32)
    first[1, 0] = 1

    assert ndcg(replace(row, signals=first), HAND) == 1
    assert ndcg(replace(row, signals=1 - first), HAND) == pytest.approx(1 / np.log2(5))
    assert ndcg(replace(row, signals=0 * first), HAND) == pytest.approx(1 / np.log2(3))
    assert np.isnan(ndcg(replace(row, accepted=np.zeros(4, np.bool_)), HAND))
