"""Distances and masks, as the world gives them to the ranker."""

from math import nan

import numpy as np
import pytest

from matching.ranking import bits_of, build_world, mask_of
from matching.ranking.world import ticked_together
from tests.matching.ranking_people import BERGEN, DRAMMEN, OSLO, TOPIC_OF_ACTIVITY, norway


def test_great_circles_are_measured_between_points_and_three_kilometres_at_home() -> None:
    km = norway().distance_km
    assert km.dtype == np.float32
    assert km[OSLO, DRAMMEN] == km[DRAMMEN, OSLO] == pytest.approx(37.5487, abs=1e-3)
    assert km[OSLO, BERGEN] == pytest.approx(305.936, abs=1e-2)
    assert km.diagonal()[:3].tolist() == [3, 3, 3]


def test_where_there_is_no_point_there_is_no_distance() -> None:
    km = build_world((), [59.9, nan], [10.7, 10.2]).distance_km
    assert np.isnan(km).tolist() == [[False, True, True], [True, True, True], [True, True, True]]


def test_until_it_is_counted_activities_of_a_topic_go_together() -> None:
    akin = norway().akin(np.array([0, 0b000010, 0b101000], np.uint64))
    assert akin.tolist() == [0, 0b000111, 0b111000]


def test_a_world_may_have_sixty_four_activities() -> None:
    world = build_world([0] * 62 + [1, 1], [], [])
    assert world.akin(np.array([1 << 63, 1], np.uint64)).tolist() == [3 << 62, 2**62 - 1]


def test_what_many_tick_together_goes_together_whatever_its_topic() -> None:
    two, one = np.full(300, 0b001001, np.uint64), np.full(600, 0b000010, np.uint64)
    both = ticked_together(np.append(two, one))[:6, :6]
    world = build_world(TOPIC_OF_ACTIVITY, [], [], both=both, people=900)
    assert world.together[0, 3] == world.together[3, 0] == round(100 * np.log(350 / 150))
    assert world.together[0, 1] == round(100 * np.log(125 / 250))
    assert world.together.diagonal().tolist() == [100] * 64


def test_how_many_have_ticked_two_and_how_many_one() -> None:
    both = ticked_together(np.array([1 << 63 | 1, 1, 0], np.uint64))
    assert both[[0, 63, 0, 63], [63, 0, 0, 63]].tolist() == [1, 1, 2, 1]
    assert both.sum() == 5


def test_the_more_she_has_ticked_the_less_each_says_of_what_else_she_likes() -> None:
    ticked = np.array([0, 0b000001, 0b001001, 0b101001], np.uint64)
    fours, twos, ones = ([int(mask) & 0b111111 for mask in masks] for masks in norway().liking(ticked))
    steps = [
        [4 * (four >> bit & 1) + 2 * (two >> bit & 1) + (one >> bit & 1) for bit in range(6)]
        for four, two, one in zip(fours, twos, ones, strict=True)
    ]
    assert steps == [[0] * 6, [7, 6, 6, 1, 1, 1], [5, 3, 3, 5, 3, 1], [4, 3, 3, 4, 3, 4]]


def test_sixty_five_activities_are_refused() -> None:
    with pytest.raises(ValueError, match="there may be 64 activities, one for each bit, not 65"):
        build_world([0] * 65, [], [])


def test_a_mask_and_its_bits_are_one() -> None:
    assert mask_of([0, 5, 63]) == 1 | 1 << 5 | 1 << 63
    assert list(bits_of(mask_of([0, 5, 63]))) == [0, 5, 63]
    assert list(bits_of(0)) == []
