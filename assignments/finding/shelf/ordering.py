"""In which order what was found stands: one whole number for each row, the greater, the earlier."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assignments.finding.shelf.columns import Rows
from assignments.finding.shelf.narrowing import distances
from assignments.finding.shelf.selection import Selection

type Order = NDArray[np.int64]
type Scores = NDArray[np.floating]

ROOM_FOR_ROWS = 22
"""Bits at the end of an order that tell equal rows apart: the one written last stands first."""
FINE = 1 << 20
FRESH_DAYS, URGENT_DAYS = 14, 21
DAY_SECONDS = 86_400
UNIX_DAY = 719_163
"""1 January 1970 as an ordinal."""
OF_A_NEED = 0.3
"""How much a need is in need: it has neither a number of places nor a last day that tells."""
BONUS = 0.15
"""How much freshness and need may add to how well words match: they order equals, and lift nothing far."""


def freshness(found: Selection, rows: Rows) -> Scores:
    """From 1 for what is new today, a third after two weeks, towards 0."""
    age = found.on.toordinal() - UNIX_DAY - found.shelf.published[rows] / DAY_SECONDS
    return np.exp(-np.clip(age, 0, 1000) / FRESH_DAYS)


def need(found: Selection, rows: Rows) -> Scores:
    """From 0 to 1: the share of places nobody has, the more the sooner the last day to apply."""
    shelf = found.shelf
    free = 1 - shelf.taken[rows] / np.maximum(shelf.places[rows], 1)
    left = np.clip(shelf.apply_by[rows] - found.on.toordinal(), 0, 1000)
    return np.where(shelf.is_need[rows], OF_A_NEED, free * (0.5 + 0.5 * np.exp(-left / URGENT_DAYS)))


def best(found: Selection, rows: Rows) -> Scores:
    """How well the words match, with a little for what is new and needed; without words those two alone."""
    both = 0.6 * freshness(found, rows) + 0.4 * need(found, rows)
    if found.ranks is None:
        return both
    return found.ranks[rows] / max(float(found.ranks.max(initial=0)), 1e-9) * (1 + BONUS * both)


def order(found: Selection, rows: Rows, *, by: str, near: Sequence[str]) -> Order:
    """Rank rows by one of the orders of the address."""
    shelf = found.shelf
    if by == "naermest":
        whole = -(distances(near)[shelf.municipality[rows]] * 10).astype(np.int64)
    elif by == "nyest":
        whole = shelf.published[rows].astype(np.int64)
    elif by == "frist":
        whole = -shelf.apply_by[rows].astype(np.int64)
    else:
        scores = need(found, rows) if by == "trenger" else best(found, rows)
        whole = (scores * FINE).astype(np.int64)
    return (whole << ROOM_FOR_ROWS) + rows


def first(rows: Rows, ranked: Order, count: int) -> Rows:
    """The `count` first rows, in their order."""
    if count < len(rows):
        among = np.argpartition(-ranked, count - 1)[:count]
        rows, ranked = rows[among], ranked[among]
    return rows[np.argsort(-ranked, kind="stable")]
