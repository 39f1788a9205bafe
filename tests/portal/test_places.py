import pytest

from portal import places
from tests import make

pytestmark = pytest.mark.django_db

OSLO, LILLESTROM, BERGEN, VARDO = "0301", "3205", "4601", "5634"


@pytest.mark.parametrize(("other", "km"), [(OSLO, 3), (LILLESTROM, 16), (BERGEN, 305), (VARDO, 1486)])
def test_distances_are_great_circles_between_where_people_live(other: str, km: int) -> None:
    assert round(places.distance_km(make.municipality(OSLO), make.municipality(other))) == km


def test_the_same_distance_both_ways() -> None:
    oslo, bergen = make.municipality(OSLO), make.municipality(BERGEN)

    assert places.distance_km(oslo, bergen) == pytest.approx(places.distance_km(bergen, oslo))


def test_within_reach_is_everything_as_near_as_asked() -> None:
    near = places.within(OSLO, 20)

    assert OSLO in near
    assert LILLESTROM in near
    assert BERGEN not in near


def test_ones_own_municipality_is_always_within_reach() -> None:
    assert places.within(VARDO, 1) == [VARDO]


def test_the_whole_country_is_within_reach_of_the_far_north() -> None:
    assert len(places.within(VARDO, 2000)) == 357


def test_municipalities_are_listed_under_their_counties() -> None:
    listed = dict(places.by_county())

    assert listed["Oslo"] == [(OSLO, "Oslo")]
    assert ("1818", "Herøy (Nordland)") in listed["Nordland"]
    assert len(places.counties()) == 15
