"""What is to be expected of assignments: how often they were seen in lists, and what lists of today bring."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain
from typing import Self

import numpy as np
from django.db import transaction

from matching.dials.models import Dials, Outlook
from matching.learning.models import ShownList, Source
from matching.learning.packing import unpacked
from matching.ranking import looked_at
from matching.ranking.arrays import Floats, Rows
from matching.ranking.coming import MAIL, WEB, keen_looks

Kind = Outlook.Kind
KEPT = 12
"""Earlier outlooks of a kind that are kept, for whoever wonders."""


@dataclass(frozen=True)
class Numbers:
    """One number for each of some assignments, by key, rising."""

    assignments: Rows
    numbers: Floats

    @classmethod
    def none(cls) -> Self:
        return cls(np.empty(0, np.int64), np.empty(0, np.float32))

    @classmethod
    def of(cls, outlook: Outlook | None) -> Self:
        """Read what an outlook says; nothing of none."""
        if outlook is None:
            return cls.none()
        return cls(np.array(outlook.assignments, np.int64), np.array(outlook.numbers, np.float32))

    @classmethod
    def summed(cls, assignments: Rows, numbers: Floats) -> Self:
        """Add up what is said of the same assignment."""
        keys, where = np.unique(assignments, return_inverse=True)
        return cls(keys, np.bincount(where, numbers, minlength=len(keys)).astype(np.float32))

    def plus(self, other: "Numbers") -> "Numbers":
        keys = np.concatenate([self.assignments, other.assignments])
        return Numbers.summed(keys, np.concatenate([self.numbers, other.numbers]))

    def at(self, keys: Rows) -> Floats:
        """Give the numbers of these assignments; 0 of those nothing is said of."""
        place = np.searchsorted(self.assignments, keys)
        known = np.append(self.assignments, -1)[place] == keys
        return np.where(known, np.append(self.numbers, np.float32(0))[place], np.float32(0))


@dataclass(frozen=True)
class Known:
    """What an outlook was computed from."""

    on: date
    until: datetime
    """Lists shown until then are counted."""
    typical: float
    """The relevance of a typical pair, log-odds."""
    rate: float
    """Sign-ups per look at a typical item."""


@transaction.atomic
def count_handed_out(*, on: date, at: datetime) -> None:
    """Add what the lists since the last count will bring to what those before it will, of the same day.

    How much a look brings is measured with the first forecast; until then nothing is counted.
    """
    forecast = Outlook.objects.last_of(Kind.FORECAST)
    last = Outlook.objects.select_for_update().last_of(Kind.HANDED_OUT)
    if last and last.on != on:
        last = None
    lists = ShownList.objects.filter(shown_on=on, shown_at__lte=at)
    shown = list(lists.filter(shown_at__gt=last.until) if last else lists)
    if forecast is None or not shown:
        return
    known = Known(on, at, forecast.typical, forecast.rate)
    seen = seen_in(shown, appeal=Numbers.of(Outlook.objects.last_of(Kind.APPEAL)), typical=known.typical)
    coming = Numbers(seen.assignments, seen.numbers * np.float32(known.rate))
    store(Kind.HANDED_OUT, Numbers.of(last).plus(coming), known)


def seen_in(lists: Sequence[ShownList], *, appeal: Numbers, typical: float) -> Numbers:
    """Count those who looked at each assignment, each as much as she was keener than the typical pair.

    What an assignment's appeal adds to that is told; to measure the appeal itself, none is.
    """
    sizes = [len(shown.assignments) for shown in lists]
    keys = np.fromiter(chain.from_iterable(shown.assignments for shown in lists), np.int64, sum(sizes))
    places = [np.arange(shown.first, shown.first + size) for shown, size in zip(lists, sizes, strict=True)]
    fading = np.repeat([MAIL if shown.source == Source.DIGEST else WEB for shown in lists], sizes)
    looks = looked_at(np.concatenate([np.empty(0, np.int64), *places]), fading=fading)
    signals = unpacked(b"".join(bytes(shown.signals) for shown in lists))
    relevance = signals @ np.array(Dials.objects.current().weights, np.float32)
    relevance += appeal.at(keys)
    return Numbers.summed(keys, keen_looks(relevance, looks, typical=typical))


def store(kind: Kind, said: Numbers, known: Known) -> Outlook:
    """Keep an outlook, and forget all but a few of the earlier ones of its kind."""
    keys, numbers = said.assignments.tolist(), said.numbers.tolist()
    outlook = Outlook.objects.create(kind=kind, assignments=keys, numbers=numbers, **asdict(known))
    of_its_kind = Outlook.objects.filter(kind=kind)
    newest = of_its_kind.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    of_its_kind.filter(pk__lt=min(newest)).delete()
    return outlook
