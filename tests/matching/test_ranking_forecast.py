"""What is expected of the weeks to come, and what has been learned from how many said yes."""

import numpy as np
import pytest

from matching.ranking.appeal import appeal
from matching.ranking.arrays import Floats
from matching.ranking.forecast import Traffic, rate_of, weeks_ahead
from matching.ranking.prepared import prepare
from tests.matching.ranking_people import BERGEN, TODAY, Ask, Person, assignments, norway, volunteers

CROWD = volunteers(*(Person(id=number) for number in range(100)))
QUIET = Traffic(visits=0, rate=0.01, elsewhere=0)
BUSY = Traffic(visits=1000, rate=0.01, elsewhere=0)


def ahead(*asks: Ask, traffic: Traffic) -> list[float]:
    prepared = prepare(assignments(*asks), norway(), day=TODAY)
    each: list[float] = weeks_ahead(CROWD, prepared, traffic, typical=4.0).tolist()
    return each


def test_where_nobody_asks_for_lists_only_those_from_elsewhere_are_expected() -> None:
    asks = Ask(), Ask(id=2, deadline=TODAY + 1), Ask(id=3, deadline=TODAY - 1)
    assert ahead(*asks, traffic=QUIET) == [0, 0, 0]
    assert ahead(*asks, traffic=Traffic(0, 0.01, elsewhere=0.1)) == pytest.approx([1.4, 0.2, 0])


def test_lists_bring_none_to_what_nobody_can_see() -> None:
    near, far = ahead(Ask(), Ask(id=2, municipality=BERGEN), traffic=BUSY)
    assert near > 1
    assert far == 0


def test_what_appeals_to_people_is_expected_to_bring_more() -> None:
    plain, liked = ahead(Ask(), Ask(id=2, appeal=1.0), traffic=BUSY)
    assert liked > 1.5 * plain


def test_what_others_will_fill_is_lifted_less_in_the_next_pass() -> None:
    alike = [Ask(id=number, organisation=number) for number in range(60)]
    each = ahead(*alike, traffic=BUSY)
    assert min(each) > 0.1
    assert max(each) < 3 * np.mean(each)


def test_the_rate_leans_to_a_hundredth_until_enough_is_counted() -> None:
    assert rate_of(0, 0) == pytest.approx(0.01)
    assert rate_of(30, 0) == pytest.approx(0.02)
    assert rate_of(30_000, 1_000_000) == pytest.approx(0.03, rel=0.01)


def floats(*numbers: float) -> Floats:
    return np.array(numbers, np.float32)


def test_appeal_is_nothing_when_all_is_as_expected_whatever_the_scale() -> None:
    known = appeal(floats(2, 4, 6), floats(1, 2, 3), np.array([1, 1, 2]))
    assert known.tolist() == pytest.approx([0, 0, 0], abs=1e-6)


def test_appeal_of_one_that_brought_more_is_positive_and_leans_to_nothing_while_little_is_known() -> None:
    more, less = appeal(floats(8, 0), floats(4, 4), np.array([1, 2]))
    assert 0 < more < np.log(2)
    assert less == pytest.approx(np.log(1 / 3), abs=1e-6)


def test_an_unseen_assignment_is_thought_to_be_like_its_organisations_others() -> None:
    _seen, new, other = appeal(floats(10, 0, 2), floats(4, 0, 8), np.array([1, 1, 2]))
    assert new > 0.3
    assert other < -0.3


def test_no_appeal_is_beyond_its_bounds_nor_is_anything_but_a_number() -> None:
    many = appeal(floats(500, 0), floats(1, 499), np.array([1, 2]))
    assert many.tolist() == [1.5, -1.5]
    assert appeal(floats(0, 0), floats(0, 0), np.array([1, 2])).tolist() == [0, 0]
    assert appeal(floats(), floats(), np.array([], np.int64)).tolist() == []
