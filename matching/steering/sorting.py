"""The orders of /for-deg/: what suits her best, or the same in an order that is not about her."""

from copy import copy
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assignments.finding.filters import ORDERS
from assignments.finding.find import Found
from assignments.finding.shelf import ordering
from matching.volunteers.models import Volunteer

BEST = "treff"
SHOWN = (BEST, "nyest", "naermest", "trenger", "frist")
NAMES = ORDERS | {BEST: _("Suits you best")}


@dataclass(frozen=True)
class Order:
    """One order: its name, the query string of this search in it, and whether it is in it."""

    name: str | Promise
    query: str
    is_current: bool


def near(found: Found, volunteer: Volunteer) -> list[str]:
    """Near what: the municipalities that were asked for, or else her own."""
    return found.filter.municipalities or [number for number in [volunteer.municipality_id] if number]


def order_of(found: Found, volunteer: Volunteer) -> str:
    """The order asked for, if it makes sense; else the best first, or the newest where that is off."""
    usual = BEST if volunteer.is_ranked else "nyest"
    asked = found.filter.asked.get("sorter", usual)
    is_senseless = asked == BEST or (asked == "naermest" and not near(found, volunteer))
    return usual if is_senseless else str(asked)


def orders(found: Found, volunteer: Volunteer) -> list[Order]:
    """All orders there are for her, the usual one first and without a word in the address."""
    current = order_of(found, volunteer)
    usual = BEST if volunteer.is_ranked else "nyest"
    names = [name for name in SHOWN if name != BEST or volunteer.is_ranked]
    if not near(found, volunteer):
        names.remove("naermest")
    return [
        Order(NAMES[name], query_in(found, name if name != usual else ""), name == current) for name in names
    ]


def query_in(found: Found, name: str) -> str:
    """The query string of this search in another order."""
    query = found.filter.query.copy()
    query.setlist("sorter", [name] if name else [])
    return str(query.urlencode())


def first_of(found: Found, by: str, *, volunteer: Volunteer, count: int) -> tuple[list[int], Found]:
    """The keys of the first hits in an order, and a search that has found no others."""
    order = ordering.order(found.selection, found.rows, by=by, near=near(found, volunteer))
    rows = ordering.first(found.rows, order, count)
    shelf, few = found.selection.shelf, copy(found)
    mask = np.zeros(len(shelf.id), np.bool_)
    mask[rows] = True
    few.selection = found.selection.by("first", mask)
    few.rows = few.selection.rows
    return [int(key) for key in shelf.id[rows]], few
