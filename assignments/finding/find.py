"""One search: what was asked in an address, and what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.db.models import FETCH_RAISE
from django.http import QueryDict
from django.utils.safestring import SafeString

from assignments.finding.facets import Facets
from assignments.finding.filters import PLACE, AssignmentFilter
from assignments.finding.loosening import Way, ways
from assignments.finding.shelf import EVERY_NUMBER, KEEPER, Among, Keys, Selection, Shelf, ordering
from assignments.finding.words.hits import Hits, hits
from assignments.finding.words.marking import marked
from assignments.models import Assignment
from portal import places

type Part = Callable[[Shelf], Among]

PER_PAGE = 20
INSTEAD = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One assignment of a list, with the words that found it marked, how far away it is, and the order."""

    assignment: Assignment
    title: SafeString
    summary: SafeString
    km: float | None
    order: str


class Found:
    """The open assignments that fit one search, in its order; `part` says among which to search."""

    def __init__(self, asked: QueryDict, *, on: date, usually: str, part: Part | None, home: str) -> None:
        self.on, self.usually, self.part, self.home = on, usually, part, home
        self.hits: Hits | None = None
        shelf = KEEPER.current()
        everything = Selection.of(shelf, on=on, among=part(shelf) if part else None)
        self.filter = AssignmentFilter(asked, everything, usually=usually, home=home)
        self.selection = self.with_words(self.with_place(self.filter.selection))
        self.rows = self.selection.rows
        self.facets = Facets(self.filter, self.selection)

    def with_place(self, found: Selection) -> Selection:
        """Look nearby, where no place is asked for."""
        return found if self.asks_where or found.nearby is None else found.by(PLACE, found.nearby)

    def with_words(self, found: Selection) -> Selection:
        """Narrow to what the words are found in."""
        if not self.filter.reading.has_words:
            return found
        self.hits = hits(self.filter.reading)
        return found.matching(self.hits.ids, self.hits.ranks)

    @property
    def query(self) -> str:
        """The query string of this very search, the same for the same search."""
        return str(self.filter.query.urlencode())

    @property
    def asks_where(self) -> bool:
        """Whether a place was asked for."""
        return PLACE in self.filter.selection.narrowed

    @property
    def ids(self) -> Keys:
        """The keys of all hits, in no order."""
        return self.selection.shelf.id[self.rows]

    @property
    def total(self) -> int:
        return len(self.rows)

    @cached_property
    def ranked(self) -> ordering.Order:
        return ordering.order(self.selection, self.rows, by=self.filter.order, near=self.filter.near)

    def first(self, count: int) -> list[int]:
        """The keys of the `count` first hits, in their order."""
        rows = ordering.first(self.rows, self.ranked, count)
        return [int(key) for key in self.selection.shelf.id[rows]]

    @cached_property
    def keys(self) -> list[int]:
        """The keys of all hits, in their order."""
        return self.first(self.total)

    @property
    def by_municipality(self) -> dict[str, int]:
        """Hits by the number of the municipality; those without any are left out."""
        hits = np.bincount(self.selection.shelf.municipality[self.rows], minlength=EVERY_NUMBER)
        return {number: int(hits[int(number)]) for number in places.places() if hits[int(number)]}

    @property
    def from_home(self) -> int:
        """How many of the hits can be done from home."""
        return int(np.count_nonzero(self.selection.shelf.is_remote[self.rows]))

    @property
    def has_sessions(self) -> bool:
        """Whether any of the hits has a session to come."""
        days = self.selection.shelf.days
        coming = days.assignment[days.day >= self.on.toordinal()]
        parts = (coming[:1000], coming[1000:])  # of many hits the first part tells nearly always
        return any(np.isin(part, self.ids).any() for part in parts)

    def soonest(self, count: int) -> list[int]:
        """The keys of the hits that have the next `count` sessions between them."""
        days = self.selection.shelf.days
        rows = np.flatnonzero((days.day >= self.on.toordinal()) & np.isin(days.assignment, self.ids))
        if len(rows) > count:
            rows = rows[days.day[rows] <= np.partition(days.day[rows], count)[count]]
        return [int(key) for key in np.unique(days.assignment[rows])]

    @property
    def free_places(self) -> int:
        """How many places are free; a need has no number of them."""
        shelf = self.selection.shelf
        return int((shelf.places - shelf.taken)[self.rows][~shelf.is_need[self.rows]].sum())

    def page(self, number: str | None) -> "Page[Any]":
        """Cards of one page; a number that makes no sense is a page that exists."""
        page: Page[Any] = Paginator(range(self.total), PER_PAGE).get_page(number)
        page.object_list = self.cards(self.first(page.end_index())[page.start_index() - 1 :])
        return page

    def cards(self, keys: list[int]) -> list[Hit]:
        """Fetch assignments as they are now, in this order; whatever is closed by now is left out."""
        open_ = Assignment.objects.open(on=self.on).with_places().for_cards().fetch_mode(FETCH_RAISE)
        fetched = open_.in_bulk(keys)
        return [self.hit(fetched[key]) for key in keys if key in fetched]

    def hit(self, assignment: Assignment) -> Hit:
        """Mark what was searched for, and say how far it is."""
        words = self.hits.words if self.hits else frozenset()
        title, summary = marked(assignment.title, words), marked(assignment.summary, words)
        km = self.km_to(assignment.municipality_id)
        return Hit(assignment, title, summary, km, self.filter.order)

    def km_to(self, municipality: str) -> float | None:
        """How far it is to what is not right there, for those who asked for a distance or for the nearest."""
        asked = self.filter.municipalities
        is_asked = bool(asked) and (self.filter.order == "naermest" or "km" in self.filter.asked)
        return places.nearest_km(asked, municipality) if is_asked and municipality not in asked else None

    @cached_property
    def ways(self) -> list[Way]:
        """When nothing fits: what would."""
        return ways(self.filter, self.selection)

    @cached_property
    def instead(self) -> list[Hit]:
        """The first hits of the nearest way."""
        asked = QueryDict(self.ways[0].query)
        nearest = Found(asked, on=self.on, usually=self.usually, part=self.part, home=self.home)
        return nearest.cards(nearest.first(INSTEAD))


def find(
    asked: QueryDict, *, on: date, usually: str = "treff", part: Part | None = None, home: str = ""
) -> Found:
    """Search as `/oppdrag/` does; `usually` is the order unless asked for, `part` where to look.

    `home` is the municipality that is near, where none is asked for.
    """
    return Found(asked, on=on, usually=usually, part=part, home=home)
