"""Points as circles: how large, how easy to hit, and which of them have room for a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import pi, sqrt
from typing import NamedTuple

import numpy as np
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from numpy.typing import NDArray

from assignments.finding.map.paper import HEIGHT, WIDTH, Frame, Spot
from portal import places
from portal.places import Place

OF_ONE, LARGEST, SMALLEST = 6.0, 28.0, 2.5
COVERED = 0.08 * WIDTH * HEIGHT  # more than this of the paper under circles, and one sees no country
TARGET = 18.0  # half of it is 12 CSS pixels on the narrowest phone
NAMES = 24
LETTER, LINE = 6.8, 14.0
POINT = (
    '<a href="{}" tabindex="-1" transform="translate({})"><title>{}</title>'
    '<circle class="map__target" r="{}"/><circle r="{}"/></a>'
)
KEY = (
    '<a href="{0}" transform="translate({1})"><circle r="{2}"/>'
    '<text x="{3}{2}" dx="{3}4" y="4">{4}</text></a>'
)


type Circles = NDArray[np.float64]
"""Three rows: x, y and r."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A municipality with hits, in the frame."""

    place: Place
    hits: int
    x: float
    y: float
    r: float
    reach: float
    """How far from its middle a finger still hits it."""

    words: SafeString
    """Its name and its hits."""

    @property
    def at(self) -> str:
        return f"{self.x:.1f} {self.y:.1f}"


class Box(NamedTuple):
    """The room of a name."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def touches(self, circles: Circles) -> bool:
        """Whether one of the circles is so near that the name would seem to be its own."""
        x, y, r = circles
        beside = (x + r > self.left) & (x - r < self.right)
        return bool(np.any(beside & (y + r > self.top) & (y - r < self.bottom)))


def inside(frame: Frame, spots: Mapping[str, Spot]) -> dict[str, Spot]:
    """Those municipalities that are in the frame, and where in it."""
    shown = {number: frame.at(spot) for number, spot in spots.items()}
    return {number: spot for number, spot in shown.items() if 0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT}


def marks(shown: Mapping[str, Spot], hits: Mapping[str, int]) -> list[Mark]:
    """A circle for each with hits, by county and name; twice the hits is twice the area."""
    known = places.places()
    found = [number for number in shown if hits.get(number)]
    if not found:
        return []
    counts = [hits[number] for number in found]
    of_one = min(OF_ONE, LARGEST / sqrt(max(counts)), sqrt(COVERED / pi / sum(counts)))
    radii = [max(SMALLEST, of_one * sqrt(count)) for count in counts]
    reaches = reach([shown[number] for number in found], radii)
    return [
        Mark(known[number], count, *shown[number], r, far, words(known[number], count))
        for number, count, r, far in zip(found, counts, radii, reaches, strict=True)
    ]


def words(place: Place, hits: int) -> SafeString:
    """A municipality and how many hits it has."""
    said = ngettext("%(place)s: %(n)d hit", "%(place)s: %(n)d hits", hits)
    return escape(said % {"place": place.label, "n": hits})


def reach(at: list[Spot], radii: list[float]) -> list[float]:
    """As far as a finger needs, but not into the circle of a neighbour nor nearer to it than halfway."""
    (x, y), r = np.array(at, np.float32).T, np.array(radii, np.float32)
    apart = np.sqrt((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2)
    np.fill_diagonal(apart, WIDTH + HEIGHT)
    free = (apart - np.maximum(r, apart / 2)).min(axis=1)
    reaches: list[float] = np.maximum(r, np.minimum(TARGET, free)).tolist()
    return reaches


def dots(shown: Mapping[str, Spot], hits: Mapping[str, int]) -> str:
    """Those without hits as one path of dots, so that the country is recognised."""
    return "".join(f"M{spot.x:.0f} {spot.y:.0f}h0" for number, spot in shown.items() if not hits.get(number))


def points(drawn: list[Mark], to: str) -> SafeString:
    """The circles for a pointer: largest first, so that none hides a smaller one."""
    by_size = sorted(drawn, key=lambda one: -one.r)
    rows = [(to + one.place.number, one.at, one.words, f"{one.reach:.1f}", f"{one.r:.1f}") for one in by_size]
    return format_html_join("\n", POINT, rows)


def keys(drawn: list[Mark], to: str) -> SafeString:
    """The same for a keyboard, in the order one reads them; a name shows when one comes to it."""
    return format_html_join("\n", KEY, [key(one, to + one.place.number) for one in drawn])


def key(one: Mark, to: str) -> tuple[str, ...]:
    """A ring around the circle, and the name on the side where there is room for it."""
    side = "-" if one.x > WIDTH * 0.6 else ""
    return to, one.at, f"{max(one.r, 6) + 2:.1f}", side, one.words


def names(drawn: list[Mark]) -> SafeString:
    """The names of the largest, as many as there is room for."""
    return format_html_join("\n", '<text x="{}" y="{}">{} <tspan>{}</tspan></text>', named(drawn))


def named(drawn: list[Mark]) -> Iterator[tuple[object, ...]]:
    """Most hits choose first. A name covers circles of half its own size, or else of less than its own."""
    circles: Circles = np.array([(one.x, one.y, one.r) for one in drawn] or [(0.0, 0.0, 0.0)]).T
    taken: list[Box] = []
    for one in sorted(drawn, key=lambda one: -one.hits)[: 3 * NAMES]:
        open_ = [box for box in rooms(one) if not any(map(box.meets, taken))]
        hidden = (circles[:, circles[2] > one.r / 2], circles[:, circles[2] >= one.r])
        free = (box for kept in hidden for box in open_ if not box.touches(kept))
        if len(taken) < NAMES and (box := next(free, None)):
            taken.append(box)
            yield f"{box.left:.0f}", f"{box.bottom - 3:.0f}", one.place.label, one.hits


def rooms(one: Mark) -> Iterator[Box]:
    """Beside the circle, above or below it, or at a corner of it, wherever that is in the frame."""
    width = LETTER * (len(one.place.label) + len(str(one.hits)) + 1)
    middle, side, up = (one.x - width / 2, one.y - LINE / 2), one.r + 3, one.r + 1
    corner = one.r * 0.7 + 2
    right, left = one.x + corner, one.x - corner - width
    above, below = one.y - corner - LINE, one.y + corner
    for place in (
        (one.x + side, middle[1]),
        (one.x - side - width, middle[1]),
        (middle[0], one.y - up - LINE),
        (middle[0], one.y + up),
        *((x, y) for x in (right, left) for y in (above, below)),
    ):
        box = Box(*place, place[0] + width, place[1] + LINE)
        if box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= HEIGHT:
            yield box
