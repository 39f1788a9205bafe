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


def test_distances_begin_at_home_and_grow() -> None:
    distances = places.distances_from(OSLO)

    assert distances[0] == (OSLO, places.WITHIN_ITSELF_KM)
    assert [km for _number, km in distances] == sorted(km for _number, km in distances)
    assert dict(distances)[LILLESTROM] < 20 < dict(distances)[BERGEN]
    assert len(distances) == 357


def test_the_nearest_of_several_counts() -> None:
    assert places.nearest_km([BERGEN, OSLO], LILLESTROM) == dict(places.distances_from(OSLO))[LILLESTROM]


def test_a_point_is_nearest_to_where_most_people_live() -> None:
    assert places.nearest(latitude=59.91, longitude=10.75) == OSLO
    assert places.nearest(latitude=70.37, longitude=31.1) == VARDO


def test_municipalities_are_listed_under_their_counties() -> None:
    listed = dict(places.by_county())

    assert listed["Oslo"] == [(OSLO, "Oslo")]
    assert ("1818", "Herøy (Nordland)") in listed["Nordland"]
    assert len(places.counties()) == 15
