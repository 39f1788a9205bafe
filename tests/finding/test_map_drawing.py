"""Where circles lie on the map, and how large they are."""

from math import hypot, pi, radians

import pytest

from assignments.finding.map import drawing, paper
from portal import places

pytestmark = pytest.mark.django_db

OSLO, BERUM, BERGEN, KRISTIANSAND, HAMMERFEST, TROMSO = "0301", "3201", "4601", "4204", "5603", "5501"


def shown(county: str = "") -> dict[str, paper.Spot]:
    return drawing.inside(paper.on_paper(county), paper.spots(paper.norwegian))


def test_norway_stands_upright_and_within_the_frame() -> None:
    at = shown()

    assert len(at) == 357
    assert at[HAMMERFEST].y < at[TROMSO].y < at[BERGEN].y < at[KRISTIANSAND].y
    assert at[BERGEN].x < at[OSLO].x < at[TROMSO].x < at[HAMMERFEST].x
    assert min(spot.x for spot in at.values()) >= paper.MARGIN - 0.01
    assert max(spot.y for spot in at.values()) <= paper.HEIGHT - paper.MARGIN + 0.01


@pytest.mark.parametrize(("one", "other"), [(OSLO, BERGEN), (TROMSO, HAMMERFEST), (KRISTIANSAND, TROMSO)])
def test_a_kilometre_is_as_long_in_the_north_as_in_the_south(one: str, other: str) -> None:
    spots, known = paper.spots(paper.norwegian), places.places()
    a, b = known[one], known[other]
    km = next(km for number, km in places.distances_from(a.number) if number == b.number)

    drawn = hypot(spots[one].x - spots[other].x, spots[one].y - spots[other].y) * places.EARTH_KM

    assert drawn == pytest.approx(km, rel=0.02)


def test_the_projection_of_the_web_can_be_turned_around() -> None:
    point = (radians(69.65), radians(18.96))

    assert paper.from_mercator(paper.mercator(*point)) == pytest.approx(point)


def test_twice_the_hits_is_twice_the_area() -> None:
    bergen, oslo = drawing.marks({OSLO: shown()[OSLO], BERGEN: shown()[BERGEN]}, {OSLO: 40, BERGEN: 20})[::-1]

    assert {bergen.hits: bergen.r**2 * 2, oslo.hits: oslo.r**2} == {
        20: pytest.approx(oslo.r**2),
        40: oslo.r**2,
    }


@pytest.mark.parametrize("each", [1, 40, 3000])
def test_circles_leave_room_for_the_country(each: int) -> None:
    marks = drawing.marks(shown(), dict.fromkeys(shown(), each))

    assert sum(one.r**2 for one in marks) * pi < paper.WIDTH * paper.HEIGHT * 0.1
    assert min(one.r for one in marks) >= drawing.SMALLEST


def test_a_single_hit_is_a_small_circle_that_is_easy_to_hit() -> None:
    (only,) = drawing.marks(shown(), {TROMSO: 1})

    assert (only.r, only.reach) == (6, 18)


def test_nobody_reaches_into_the_circle_of_a_neighbour() -> None:
    marks = drawing.marks(shown(), dict.fromkeys(shown(), 2) | {OSLO: 200})
    oslo = next(one for one in marks if one.place.number == OSLO)

    for one in marks:
        apart = hypot(one.x - oslo.x, one.y - oslo.y)
        assert one is oslo or one.reach <= max(one.r, apart - oslo.r) + 0.01


def test_around_oslo_the_circles_can_be_told_apart() -> None:
    near = shown("03")

    assert {OSLO, BERUM} <= near.keys()
    assert hypot(near[OSLO].x - near[BERUM].x, near[OSLO].y - near[BERUM].y) > 70
    assert len(near) < 30


def test_names_lie_in_the_frame_and_not_on_one_another() -> None:
    marks = drawing.marks(shown(), dict.fromkeys(shown(), 3) | {OSLO: 90, BERGEN: 50})
    names = [str(name) for _x, _y, name, _hits in drawing.named(marks)]

    assert names[:2] == ["Oslo", "Bergen"]
    assert len(names) == len(set(names)) <= drawing.NAMES


def test_where_names_compete_the_one_with_more_hits_is_named() -> None:
    stavanger, strand, time, haa = "1103", "1130", "1121", "1119"
    hits = {stavanger: 10, strand: 2, time: 2, haa: 3, "1106": 4, "1149": 4, "1122": 2, "1135": 2}
    marks = drawing.marks(shown(), hits | {OSLO: 37, BERGEN: 20, KRISTIANSAND: 6})

    names = [str(name) for _x, _y, name, _hits in drawing.named(marks)]

    assert names[:4] == ["Oslo", "Bergen", "Stavanger", "Kristiansand"]


def test_nothing_in_the_frame_draws_nothing() -> None:
    assert drawing.marks(shown("56"), {OSLO: 3}) == []
    assert drawing.names([]) == ""
