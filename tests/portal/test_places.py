import numpy as np
import pytest
from django.db import connection

from matching import fit
from portal import places
from portal.models import Distance, Municipality
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
    nearest = places.nearest_km([BERGEN, OSLO], LILLESTROM)

    assert nearest == pytest.approx(dict(places.distances_from(OSLO))[LILLESTROM])


def test_a_point_is_nearest_to_where_most_people_live() -> None:
    assert places.nearest(latitude=59.91, longitude=10.75) == OSLO
    assert places.nearest(latitude=70.37, longitude=31.1) == VARDO


def test_municipalities_are_listed_under_their_counties() -> None:
    listed = dict(places.by_county())

    assert listed["Oslo"] == [(OSLO, "Oslo")]
    assert ("1818", "Herøy (Nordland)") in listed["Nordland"]
    assert len(places.counties()) == 15


def test_the_table_says_what_the_ranker_measures() -> None:
    ground = fit.ground()
    rows = list(Distance.objects.values_list("here_id", "there_id", "km"))
    here = [ground.rows[int(number)] for number, _there, _km in rows]
    there = [ground.rows[int(number)] for _here, number, _km in rows]
    km = np.array([km for _here, _there, km in rows])

    assert len(rows) == 357**2
    assert np.allclose(km, ground.world.distance_km[here, there], rtol=1e-6, atol=1e-3)


def test_measured_again_only_what_has_moved_is_written() -> None:
    before = versions()
    Municipality.objects.filter(number=VARDO).update(latitude=70.5)
    places.measure()
    moved = {pair for pair, version in versions().items() if version != before[pair]}

    assert {VARDO in pair for pair in moved} == {True}
    assert len(moved) == 2 * 356
    after = versions()
    places.measure()
    assert versions() == after


def versions() -> dict[tuple[str, str], str]:
    """Which writing each row of the table stems from."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT here_id, there_id, ctid::text FROM portal_distance")
        return {(here, there): version for here, there, version in cursor.fetchall()}
