"""The orders of /for-deg/: what suits her best, or the same in an order that is not about her."""

from copy import copy
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assignments.finding.filters import ORDERS
from assignments.finding.find import Found
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


def order_of(found: Found, volunteer: Volunteer) -> str:
    """The order it stands in: as asked for, else the best first, or the newest where that is off."""
    order = found.filter.order
    return "nyest" if order == BEST and not volunteer.is_ranked else order


def orders(found: Found, volunteer: Volunteer) -> list[Order]:
    """All orders there are for her, the usual one first and without a word in the address."""
    current = order_of(found, volunteer)
    usual = BEST if volunteer.is_ranked else "nyest"
    names = [name for name in SHOWN if name != BEST or volunteer.is_ranked]
    if not found.filter.near:
        names.remove("naermest")
    return [
        Order(NAMES[name], query_in(found, name if name != usual else ""), name == current) for name in names
    ]


def query_in(found: Found, name: str) -> str:
    """The query string of this search in another order."""
    query = found.filter.query.copy()
    query.setlist("sorter", [name] if name else [])
    return str(query.urlencode())


def only(found: Found, keys: list[int]) -> Found:
    """A search that has found these hits and no others."""
    few, mask = copy(found), np.isin(found.selection.shelf.id, keys)
    few.selection = found.selection.by("first", mask)
    few.rows = few.selection.rows
    return few
