"""How far it is between municipalities: great circles between the points where their people live.

The distances stand in a table, measured at each release; a point that is no municipality's is measured here.
"""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from django.db import connection

from portal.models import Distance, Municipality

EARTH_KM = 6371
WITHIN_ITSELF_KM = 3.0
MEASURE = """
    WITH point AS MATERIALIZED (
        SELECT number, radians(latitude) AS north, radians(longitude) AS east FROM portal_municipality
    ), measured AS (
        SELECT here.number AS here, there.number AS there,
            CASE WHEN here.number = there.number THEN %(within)s
            ELSE 2 * %(earth)s * asin(sqrt(least(1, sin((here.north - there.north) / 2) ^ 2
                + cos(here.north) * cos(there.north) * sin((here.east - there.east) / 2) ^ 2)))
            END::real AS km
        FROM point AS here CROSS JOIN point AS there
    )
    MERGE INTO portal_distance AS kept USING measured
        ON kept.here_id = measured.here AND kept.there_id = measured.there
    WHEN MATCHED AND kept.km <> measured.km THEN UPDATE SET km = measured.km
    WHEN NOT MATCHED THEN INSERT (here_id, there_id, km) VALUES (measured.here, measured.there, measured.km)
"""


class Place(NamedTuple):
    """What lists and distances need of a municipality; the point in radians."""

    number: str
    label: str
    county: str
    county_name: str
    north: float
    east: float


def measure() -> None:
    """Write how far it is between all municipalities: what has not moved is left as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(MEASURE, {"earth": EARTH_KM, "within": WITHIN_ITSELF_KM})


@cache
def places() -> dict[str, Place]:
    """Every municipality by its number, in its county. Read once: it changes with a release only."""
    rows = Municipality.objects.order_by("county__name", "label").values_list(
        "number", "label", "county_id", "county__name", "latitude", "longitude"
    )
    return {row[0]: Place(*row[:4], radians(row[4]), radians(row[5])) for row in rows}


def distance_km(a: Municipality, b: Municipality) -> float:
    """Measure from one municipality to another; within itself a municipality has three kilometres."""
    return _between(places()[a.number], places()[b.number])


@cache
def distances_from(municipality: str) -> list[tuple[str, float]]:
    """How far every municipality is from one of them, the nearest first. Read once, as the places are."""
    rows = Distance.objects.filter(here=municipality).order_by("km", "there")
    return list(rows.values_list("there_id", "km"))


def nearest_km(municipalities: Iterable[str], other: str) -> float:
    """How far one municipality is from the nearest of some others."""
    there = places()[other]
    return min(_between(places()[number], there) for number in municipalities)


def nearest(*, latitude: float, longitude: float) -> str:
    """Number the municipality whose people live nearest to a point, given in degrees."""
    here = Place("", "", "", "", radians(latitude), radians(longitude))
    return min(places().values(), key=lambda place: _between(here, place)).number


def by_county() -> list[tuple[str, list[tuple[str, str]]]]:
    """Municipalities under their counties, as the choices of a list."""
    return [
        (county, [(place.number, place.label) for place in grouped])
        for county, grouped in groupby(places().values(), key=lambda place: place.county_name)
    ]


def counties() -> list[tuple[str, str]]:
    """The counties, as the choices of a list."""
    return list({place.county: place.county_name for place in places().values()}.items())


def _between(a: Place, b: Place) -> float:
    if a is b:
        return WITHIN_ITSELF_KM
    half = sin((a.north - b.north) / 2) ** 2 + cos(a.north) * cos(b.north) * sin((a.east - b.east) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
