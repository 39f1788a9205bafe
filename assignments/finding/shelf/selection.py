"""What is left on the shelf after each filter has had its say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import and_
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from assignments.finding.shelf.columns import Keys, Mask, Rows, Shelf
from assignments.models import Assignment

type Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Among:
    """The part of a shelf that somebody may be shown: wherever it is, and where no place is asked for."""

    anywhere: Mask
    nearby: Mask


@dataclass(frozen=True)
class Selection:
    """The open assignments of a shelf, and for each filter that is on a mask of what it lets through.

    The masks are kept apart, so that one can ask what there would be without one of them.
    """

    shelf: Shelf
    on: date
    ranks: Floats | None = None
    """How well each row matches the words; None when no words were asked for."""
    narrowed: Mapping[str, Mask] = field(default_factory=dict)
    nearby: Mask | None = None
    """Where one looks when no place is asked for; None is everywhere."""
    model: ClassVar[type[Assignment]] = Assignment

    @classmethod
    def of(cls, shelf: Shelf, *, on: date, among: Among | None = None) -> Self:
        """Begin with all one can apply to on the day: in time, and with a place left; or some among it."""
        has_place = shelf.is_need | (shelf.taken < shelf.places)
        open_ = (shelf.apply_by >= on.toordinal()) & has_place
        if among is None:
            return cls(shelf, on, narrowed={"open": open_})
        return cls(shelf, on, narrowed={"open": open_ & among.anywhere}, nearby=among.nearby)

    def by(self, name: str, mask: Mask) -> Self:
        """Narrow by one filter; one that is on already lets through what either lets through."""
        known = self.narrowed.get(name)
        return replace(self, narrowed={**self.narrowed, name: mask if known is None else known | mask})

    def matching(self, keys: Keys, ranks: Floats) -> Self:
        """Narrow to what the words were found in, and remember how well."""
        rows, stands = self.shelf.rows_of(keys)
        by_row = np.zeros(len(self.shelf.id), np.float32)
        by_row[rows] = ranks[stands]
        mask = np.zeros(len(self.shelf.id), np.bool_)
        mask[rows] = True
        return replace(self.by("q", mask), ranks=by_row)

    def but(self, *names: str) -> Mask:
        """What all filters let through, leaving these out."""
        return reduce(and_, (mask for name, mask in self.narrowed.items() if name not in names))

    @property
    def mask(self) -> Mask:
        return self.but()

    @property
    def rows(self) -> Rows:
        """The rows of what is left, in the order of the shelf."""
        return np.flatnonzero(self.mask)
