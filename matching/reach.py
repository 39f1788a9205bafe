"""What one volunteer may be shown of everything that is open: the ranker's hard filters, over the shelf."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

import numpy as np

from assignments.finding.shelf import Among, Keys, Mask, Shelf
from matching import fit
from matching.models import Application
from matching.ranking import Volunteers
from matching.ranking.arrays import Levels
from matching.ranking.filters import fitting
from matching.ranking.model import Fit
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer

ANYWHERE: Mapping[str, Any] = {"max_km": np.array([2000], np.float32)}
"""Farther than Norway is long."""


@dataclass(frozen=True)
class Reach:
    """A volunteer as the ranker sees her, and what she has applied to already or put away."""

    who: Volunteers
    met: Keys

    @classmethod
    def of(cls, volunteer: Volunteer, *, on: date) -> Self:
        who = fit.volunteers([volunteer.pk], fit.ground(), on=on)
        applied = Application.objects.filter(volunteer=volunteer).values_list("assignment_id", flat=True)
        put_away = Dismissal.objects.filter(volunteer=volunteer).values_list("assignment_id", flat=True)
        met = applied.union(put_away).order_by()
        return cls(who, np.array(list(met), np.int64))

    @property
    def anywhere(self) -> Volunteers:
        """She, were she to go anywhere."""
        return replace(self.who, **ANYWHERE)

    def among(self, shelf: Shelf) -> Among:
        """All she may be shown: wherever it is, for when she asks for a place, and as far as she goes."""
        levels = self.levels(shelf, ANYWHERE), self.levels(shelf, {})
        anywhere, nearby = (each > Fit.NO for each in levels)
        return Among(anywhere, nearby)

    def within(self, shelf: Shelf, changed: Mapping[str, Any]) -> Mask:
        """What would be within what she asks for, had she said something else."""
        within: Mask = self.levels(shelf, changed) == Fit.WITHIN
        return within

    def levels(self, shelf: Shelf, changed: Mapping[str, Any]) -> Levels:
        """Give a `Fit` to everything on the shelf but what she has met."""
        who = replace(self.who, **changed)
        ground = fit.ground()
        levels = fitting(who, fit.demands_of(shelf, ground), ground.world)
        return np.where(np.isin(shelf.id, self.met), np.int8(Fit.NO), levels)
