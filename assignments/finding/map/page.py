"""One search as a map: what is drawn, and where one can go from it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from assignments.finding.chips import Chip
from assignments.finding.find import Found
from assignments.finding.map import drawing, kartverket, paper
from assignments.finding.map.asked import Asked, asked_of
from portal import places
from portal.places import Place


@dataclass(frozen=True)
class Part:
    """A part of the country one can look at: a county, or all of it."""

    number: str
    name: str
    hits: int
    query: str
    is_shown: bool


@dataclass(frozen=True)
class Row:
    """A county of the table, with those of its municipalities that have hits."""

    place: Place
    hits: int
    municipalities: list[tuple[Place, int]]


class Map:
    """The hits of one search on the map that was asked for."""

    width, height = paper.WIDTH, paper.HEIGHT

    def __init__(self, found: Found, query: QueryDict) -> None:
        self.found = found
        self.asked: Asked = asked_of(query)
        self.hits = found.by_municipality

    # Where one can go ---------------------------------------------------------------------------------

    def query(self, asked: Asked, search: str | None = None) -> str:
        """The address of another map: of the same search, unless another is given."""
        search = self.found.query if search is None else search
        return "&".join(filter(None, (search, urlencode(asked.parameters))))

    @property
    def list_from_home(self) -> str:
        """The query of the list with what can be done from home."""
        query = self.found.filter.query.copy()
        query["hjemmefra"] = "ja"
        return str(query.urlencode())

    @cached_property
    def list_in(self) -> str:
        """The list in one municipality instead of those chosen or named, to be followed by its number."""
        query = self.found.filter.query.copy()
        query.setlist("q", [words] if (words := self.found.filter.words_alone) else [])
        for name in ("kommune", "km", "fylke"):
            query.pop(name, None)
        rest = query.urlencode()
        return f"{reverse('finding:assignments')}?{rest}{'&' if rest else ''}kommune="

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on, each with the way to take it off and stay on this map."""
        return [replace(chip, query=self.query(self.asked, chip.query)) for chip in self.found.filter.chips]

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """All that is asked for but the words, by name, for a search for other words on the same map."""
        for name, values in self.found.filter.query.lists():
            yield from ((name, value) for value in values if name != "q")
        yield from ((name, str(value)) for name, value in self.asked.parameters.items())

    @property
    def other_background(self) -> str:
        """The same map with pictures from Kartverket, or without."""
        return self.query(replace(self.asked, is_kartverket=not self.asked.is_kartverket, view=None))

    @property
    def everything(self) -> str:
        """The map that shows all of Norway."""
        view = kartverket.whole() if self.asked.is_kartverket else None
        return self.query(replace(self.asked, county="", view=view))

    @property
    def is_everything(self) -> bool:
        """Whether all of Norway is shown."""
        return self.view == kartverket.whole() if self.asked.is_kartverket else not self.part

    @property
    def parts(self) -> list[Part]:
        """The counties one can look at more closely."""
        known = places.places()
        by_county: Counter[str] = Counter()
        for number, hits in self.hits.items():
            by_county[known[number].county] += hits
        shown = "" if self.asked.view else self.asked.county
        return [
            Part(number, name, by_county[number], self.query(self.looking_at(number)), number == shown)
            for number, name in places.counties()
        ]

    def looking_at(self, county: str) -> Asked:
        return replace(self.asked, county=county, view=None)

    @cached_property
    def part(self) -> str:
        """The name of the county that is shown."""
        return "" if self.asked.view else dict(places.counties()).get(self.asked.county, "")

    @cached_property
    def steps(self) -> dict[str, str]:
        """Where one can go on the pictures of Kartverket."""
        views = kartverket.steps(self.view, self.ahead) if self.asked.is_kartverket else {}
        return {name: self.query(replace(self.asked, view=view)) for name, view in views.items()}

    @property
    def ahead(self) -> Place | None:
        """Where most hits are, for going nearer; unless there are some around a middle one has chosen."""
        is_chosen = self.asked.view not in {None, kartverket.whole()}
        is_near = any(
            abs(one.x - self.width / 2) < self.width / 4 and abs(one.y - self.height / 2) < self.height / 4
            for one in self.marks
        )
        return self.largest.place if self.largest and not (is_chosen and is_near) else None

    # What is drawn ------------------------------------------------------------------------------------

    @cached_property
    def view(self) -> kartverket.View:
        """What is shown of Kartverket's map: as asked, or else a county, or else all that was found."""
        if self.asked.view:
            return self.asked.view
        known, spots = places.places(), paper.spots(paper.mercator)
        county = [spot for number, spot in spots.items() if known[number].county == self.asked.county]
        view = kartverket.holding(county or [spots[number] for number in self.hits])
        return view if county or view[0] > kartverket.whole()[0] else kartverket.whole()

    @cached_property
    def shown(self) -> dict[str, paper.Spot]:
        """The municipalities in the frame, and where in it."""
        if self.asked.is_kartverket:
            return drawing.inside(kartverket.frame_of(self.view), paper.spots(paper.mercator))
        return drawing.inside(paper.on_paper(self.asked.county), paper.spots(paper.norwegian))

    @cached_property
    def marks(self) -> list[drawing.Mark]:
        return drawing.marks(self.shown, self.hits)

    @property
    def largest(self) -> drawing.Mark | None:
        return max(self.marks, key=lambda one: one.hits, default=None)

    @property
    def shown_count(self) -> int:
        """How many of the hits are in the frame."""
        return sum(one.hits for one in self.marks)

    @property
    def tiles(self) -> SafeString | str:
        return kartverket.tiles(self.view) if self.asked.is_kartverket else ""

    @property
    def dots(self) -> str:
        return drawing.dots(self.shown, self.hits)

    @property
    def points(self) -> SafeString:
        return drawing.points(self.marks, self.list_in)

    @property
    def names(self) -> SafeString:
        return drawing.names(self.marks)

    @property
    def keys(self) -> SafeString:
        return drawing.keys(self.marks, self.list_in)

    @property
    def rows(self) -> list[Row]:
        """The same in numbers: counties and municipalities with hits."""
        with_hits = [place for place in places.places().values() if self.hits.get(place.number)]
        rows = []
        for _county, grouped in groupby(with_hits, key=lambda place: place.county):
            own = [(place, self.hits[place.number]) for place in grouped]
            rows.append(Row(own[0][0], sum(hits for _place, hits in own), own))
        return rows
