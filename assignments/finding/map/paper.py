"""Where a point of the earth lies on paper, and which part of the paper is shown."""

from collections.abc import Callable, Collection
from functools import cache
from math import asinh, atan, atan2, atanh, cos, pi, radians, sin, sinh, tan
from typing import NamedTuple, Self

from portal import places

WIDTH, HEIGHT = 440, 550
MARGIN = 28
MERIDIAN = radians(15)
SMALLEST_KM = 60


class Spot(NamedTuple):
    """A point on paper: eastwards and downwards."""

    x: float
    y: float


type Projection = Callable[[float, float], Spot]


def norwegian(north: float, east: float) -> Spot:
    """As on Norwegian maps: true along 15° east, so the north is not stretched. In radii of the earth."""
    east -= MERIDIAN
    return Spot(atanh(sin(east) * cos(north)), -atan2(tan(north), cos(east)))


def mercator(north: float, east: float) -> Spot:
    """As on the maps of the web: the whole earth is a square, one wide and one high."""
    return Spot(0.5 + east / (2 * pi), 0.5 - asinh(tan(north)) / (2 * pi))


def from_mercator(spot: Spot) -> tuple[float, float]:
    """The point of the earth at a spot: how far north and how far east."""
    return atan(sinh(pi * (1 - 2 * spot.y))), (spot.x - 0.5) * 2 * pi


@cache
def spots(projection: Projection) -> dict[str, Spot]:
    """Where every municipality lies, by its number."""
    return {number: projection(place.north, place.east) for number, place in places.places().items()}


class Frame(NamedTuple):
    """The part that is shown: what is in its middle, and how much it is enlarged."""

    middle: Spot
    scale: float

    def at(self, spot: Spot) -> Spot:
        """Where in the frame a spot is shown."""
        x = (spot.x - self.middle.x) * self.scale + WIDTH / 2
        return Spot(x, (spot.y - self.middle.y) * self.scale + HEIGHT / 2)

    def moved(self, x: float, y: float) -> Self:
        """The frame so many widths to the east and heights to the south."""
        middle = Spot(self.middle.x + x * WIDTH / self.scale, self.middle.y + y * HEIGHT / self.scale)
        return self._replace(middle=middle)


def around(shown: Collection[Spot], *, largest: float) -> Frame:
    """The frame that just holds these spots, with room for their circles."""
    left, right = min(spot.x for spot in shown), max(spot.x for spot in shown)
    top, bottom = min(spot.y for spot in shown), max(spot.y for spot in shown)
    room = (WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)
    scales = [space / size for space, size in zip(room, (right - left, bottom - top), strict=True) if size]
    return Frame(Spot((left + right) / 2, (top + bottom) / 2), min([largest, *scales]))


def on_paper(county: str) -> Frame:
    """The frame of one county, or of all of Norway."""
    known = places.places()
    shown = [spot for number, spot in spots(norwegian).items() if county in {"", known[number].county}]
    return around(shown, largest=WIDTH / (SMALLEST_KM / places.EARTH_KM))
