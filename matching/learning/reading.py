"""From the lists that were shown to the arrays that weights are learned from."""

from datetime import date
from itertools import chain

import numpy as np

from matching.learning.models import Mark, Source
from matching.learning.packing import unpacked
from matching.learning.querysets import ShownListQuerySet
from matching.learning.refit import Seen

AT_MOST = 100_000
"""Lists without a yes; of more, some are read and stand for the others."""
SOURCES = [str(source) for source in Source]
MONDAY = 3
"""Days from the first Monday-to-be of 1970, a Thursday, to where weeks begin."""
FIRST_DAY = date(1970, 1, 1).toordinal()
COLUMNS = ("shown_on", "source", "first", "signals", "marks")


def read(lists: ShownListQuerySet, *, at_most: int = AT_MOST) -> Seen:
    """Read the lists, a row for each assignment in them."""
    one_in = max(1, -(-lists.count() // at_most))
    rows = list(lists.accepted_or_one_in(one_in).order_by("shown_on", "key").values_list(*COLUMNS))
    days, sources, firsts, signals, marks = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    lengths = np.array([len(each) for each in marks], np.int64)
    number = np.repeat(np.arange(len(rows)), lengths)
    is_accepted = (np.fromiter(chain.from_iterable(marks), np.int64) & Mark.ACCEPTED) > 0
    has_yes = np.bincount(number, is_accepted, minlength=len(rows)) > 0
    place = np.arange(len(number)) - np.repeat(lengths.cumsum() - lengths, lengths)
    return Seen(
        list=number,
        week=np.repeat(np.array([week_of(day) for day in days], np.int64), lengths),
        source=np.repeat(np.array([SOURCES.index(source) for source in sources], np.int64), lengths),
        position=np.repeat(np.array(firsts, np.int64), lengths) + place,
        signals=unpacked(b"".join(map(bytes, signals))),
        accepted=is_accepted,
        stands_for=np.where(has_yes, 1, one_in).astype(np.float32)[number],
    )


def week_of(day: date) -> int:
    """Number the weeks since 1970, from Monday to Sunday."""
    return (day.toordinal() - FIRST_DAY + MONDAY) // 7


def monday_of(week: int) -> date:
    """The first day of a week."""
    return date.fromordinal(FIRST_DAY + week * 7 - MONDAY)
