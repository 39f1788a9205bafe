"""Whom an assignment lets in: the ranker's hard filters, as questions to the database."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from assignments.models import Assignment
from matching.ranking.filters import SLACK_KM
from matching.volunteers.models import Volunteer
from matching.volunteers.querysets import VolunteerQuerySet
from portal.models import User

SLACK = int(SLACK_KM)


@dataclass(frozen=True)
class Demands:
    """What an assignment demands of those who may see it, and where it is."""

    municipality: str
    is_remote: bool = False
    minimum_age: int = 0
    norwegian: int = 0
    needs_police_certificate: bool = False

    @classmethod
    def of(cls, assignment: Assignment) -> Self:
        return cls(
            assignment.municipality_id,
            assignment.is_remote,
            assignment.minimum_age,
            assignment.norwegian,
            assignment.needs_police_certificate,
        )

    def lets_in(self, *, on: date) -> Q:
        """Hold for those who may see it. What somebody has not stated shuts her out of nothing."""
        allowed = Q()
        if self.minimum_age:
            allowed &= Q(birth_year=None) | Q(birth_year__lte=on.year - self.minimum_age)
        if self.norwegian:
            allowed &= Q(norwegian=None) | Q(norwegian__gte=self.norwegian)
        if self.needs_police_certificate:
            allowed &= Q(is_police_certificate_ok=True)
        without_place = Q(is_remote_ok=True) if self.is_remote else Q(municipality=None)
        return allowed & (Q(away__km__lte=F("max_km") + SLACK) | without_place)


def those_from(municipality: str) -> VolunteerQuerySet:
    """Every volunteer whose account is not closed, and how far `away` she lives from a municipality.

    The few that are closed are looked up, not the many that are not.
    """
    distance = FilteredRelation(
        "municipality__distances", condition=Q(municipality__distances__here=municipality)
    )
    closed = User.objects.filter(pk=OuterRef("user_id"), is_active=False)
    return Volunteer.objects.filter(~Exists(closed)).annotate(away=distance)


def let_in(demands: Demands, *, on: date) -> VolunteerQuerySet:
    """Those who may see an assignment with such demands: within what they asked for, wherever they are."""
    return those_from(demands.municipality).filter(demands.lets_in(on=on))
