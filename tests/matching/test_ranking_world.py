"""Distances and masks, as the world gives them to the ranker."""

from math import nan

import numpy as np
import pytest

from matching.ranking import bits_of, build_world, mask_of
from tests.matching.ranking_people import BERGEN, DRAMMEN, OSLO, norway


def test_great_circles_are_measured_between_points_and_three_kilometres_at_home() -> None:
    km = norway().distance_km
    assert km.dtype == np.float32
    assert km[OSLO, DRAMMEN] == km[DRAMMEN, OSLO] == pytest.approx(37.5487, abs=1e-3)
    assert km[OSLO, BERGEN] == pytest.approx(305.936, abs=1e-2)
    assert km.diagonal()[:3].tolist() == [3, 3, 3]


def test_where_there_is_no_point_there_is_no_distance() -> None:
    km = build_world((), [59.9, nan], [10.7, 10.2]).distance_km
    assert np.isnan(km).tolist() == [[False, True, True], [True, True, True], [True, True, True]]


def test_siblings_are_the_activities_of_the_same_topic() -> None:
    widened = norway().siblings(np.array([0, 0b000010, 0b101000], np.uint64))
    assert widened.tolist() == [0, 0b000111, 0b111000]


def test_a_world_may_have_sixty_four_activities() -> None:
    world = build_world([0] * 63 + [1], [], [])
    assert world.siblings(np.array([1 << 63, 1], np.uint64)).tolist() == [1 << 63, 2**63 - 1]


def test_sixty_five_activities_are_refused() -> None:
    with pytest.raises(ValueError, match="there may be 64 activities, one for each bit, not 65"):
        build_world([0] * 65, [], [])


def test_a_mask_and_its_bits_are_one() -> None:
    assert mask_of([0, 5, 63]) == 1 | 1 << 5 | 1 << 63
    assert list(bits_of(mask_of([0, 5, 63]))) == [0, 5, 63]
    assert list(bits_of(0)) == []
