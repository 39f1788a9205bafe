"""Pictures of the country from Kartverket, for those who have asked for them."""

from collections.abc import Collection
from functools import cache
from math import degrees, floor, log2, radians

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from assignments.finding.map.paper import HEIGHT, WIDTH, Frame, Spot, around, from_mercator, mercator, spots
from portal.places import Place

HOST = "https://cache.kartverket.no"
TILE = 160  # a picture has 256 points; so small it is sharp on every screen, and all of Norway fits
FARTHEST, NEAREST, NEAREST_UNASKED = 4, 12, 10
SOUTH, NORTH, WEST, EAST = 57.0, 72.0, 3.0, 33.0

type View = tuple[int, float, float]
"""How near one has come, and what is in the middle: degrees north and east."""


def frame_of(view: View) -> Frame:
    zoom, north, east = view
    return Frame(mercator(radians(north), radians(east)), TILE * 2.0**zoom)


def view_of(frame: Frame, zoom: int) -> View:
    """What is shown, kept so near to Norway that one finds home again."""
    north, east = map(degrees, from_mercator(frame.middle))
    return clamped((zoom, north, east))


def clamped(view: View) -> View:
    zoom, north, east = view
    north, east = min(max(north, SOUTH), NORTH), min(max(east, WEST), EAST)
    return min(max(zoom, FARTHEST), NEAREST), round(north, 4), round(east, 4)


def holding(shown: Collection[Spot]) -> View:
    """The nearest view that holds all of these."""
    frame = around(shown, largest=TILE * 2.0**NEAREST_UNASKED)
    return view_of(frame, floor(log2(frame.scale / TILE)))


@cache
def whole() -> View:
    """All of Norway."""
    return holding(spots(mercator).values())


def nearer(view: View, to: Place | None) -> View:
    """A view twice as near, of a place or of what is in the middle; of the nearest there is none nearer."""
    zoom, north, east = view
    if zoom == NEAREST:
        return view
    return clamped((zoom + 1, degrees(to.north), degrees(to.east)) if to else (zoom + 1, north, east))


def steps(view: View, to: Place | None = None) -> dict[str, View]:
    """Where one can go from a view: nearer, farther off, and half a picture to each side."""
    zoom, north, east = view
    frame = frame_of(view)
    sides = {"up": (0, -0.5), "left": (-0.5, 0), "right": (0.5, 0), "down": (0, 0.5)}
    moved = {name: view_of(frame.moved(*by), zoom) for name, by in sides.items()}
    near = {"in": nearer(view, to), "out": clamped((zoom - 1, north, east))}
    return {name: other for name, other in (near | moved).items() if other != view}


def tiles(view: View) -> SafeString:
    """The pictures that fill the frame. Kartverket names the row before the column."""
    zoom, frame = view[0], frame_of(view)
    left, top = (
        at * 2**zoom - size / TILE / 2 for at, size in zip(frame.middle, (WIDTH, HEIGHT), strict=True)
    )
    columns = range(floor(left), floor(left + WIDTH / TILE) + 1)
    rows = range(floor(top), floor(top + HEIGHT / TILE) + 1)
    return format_html_join(
        "\n",
        '<image href="{}/v1/wmts/1.0.0/topo/default/webmercator/{}/{}/{}.png"'
        ' x="{}" y="{}" width="{}" height="{}"/>',
        [
            (HOST, zoom, y, x, f"{(x - left) * TILE:.1f}", f"{(y - top) * TILE:.1f}", TILE + 0.2, TILE + 0.2)
            for y in rows
            for x in columns
        ],
    )
