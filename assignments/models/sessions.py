from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assignments.models.assignments import Assignment
from assignments.querysets import SessionQuerySet
from portal.weekgrid import grid_of


class Session(models.Model):
    """One dated occurrence of an assignment, with its own places."""

    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="sessions", verbose_name=_("assignment")
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    places = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1)])
    places_taken = models.PositiveSmallIntegerField(_("places taken"), default=0)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("starts_at", "pk")
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = (
            models.CheckConstraint(
                condition=Q(places_taken__lte=F("places")),
                name="session_is_never_overfilled",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def places_left(self) -> int:
        return self.places - self.places_taken

    @property
    def slots(self) -> int:
        """The parts of the week it touches on the day it begins."""
        begins, ends = localtime(self.starts_at), localtime(self.ends_at)
        last = ends.hour + ends.minute / 60 if ends.date() == begins.date() else 24
        touched = [part for part in range(3) if begins.hour < 12 + 6 * part and last > 6 + 6 * part]
        return grid_of(begins.weekday() * 3 + part for part in touched)
