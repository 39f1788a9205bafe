"""One search: what was asked in an address, and what was found."""

from datetime import date
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import FETCH_RAISE
from django.http import QueryDict

from assignments.finding.filters import AssignmentFilter
from assignments.models import Assignment

PER_PAGE = 20


class Found:
    """The open assignments that fit one search, best first."""

    def __init__(self, asked: QueryDict, *, on: date) -> None:
        self.on = on
        self.filter = AssignmentFilter(asked, Assignment.objects.open(on=on).with_places().for_cards())

    @cached_property
    def keys(self) -> list[int]:
        """The keys of all that was found, in their order."""
        return list(self.filter.qs.values_list("pk", flat=True))

    @property
    def query(self) -> str:
        """The query string of this very search, the same for the same search."""
        return self.filter.query.urlencode()

    def page(self, number: str | None) -> "Page[Assignment]":
        """Cards of one page; a number that makes no sense is a page that exists."""
        cards = self.filter.qs.fetch_mode(FETCH_RAISE)
        return Paginator(cards, PER_PAGE).get_page(number)


def find(asked: QueryDict, *, on: date) -> Found:
    """Search as `/oppdrag/` does: the address of its list, and of its map, feeds and alerts."""
    return Found(asked, on=on)
