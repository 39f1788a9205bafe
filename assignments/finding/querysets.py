from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate, make_aware

from assignments.models import Assignment

if TYPE_CHECKING:
    from assignments.finding.models import Alert, Change, Hit, SavedSearch
    from portal.models import User

MORNING = time(7)


def last_morning(at: datetime) -> datetime:
    """The latest time it was morning."""
    today = _morning_of(localdate(at))
    return today if at >= today else _morning_of(localdate(at) - timedelta(days=1))


def last_monday(at: datetime) -> datetime:
    """The latest time it was Monday morning."""
    morning = localdate(last_morning(at))
    return _morning_of(morning - timedelta(days=morning.weekday()))


def _morning_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, MORNING))


class ChangeQuerySet(models.QuerySet["Change"]):
    """Read each name as «changes that are …»."""

    def old(self, *, at: datetime) -> Self:
        """Noted so long ago that every shelf has read them, or begins anew."""
        return self.filter(at__lt=at - timedelta(hours=1))


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Read each name as «searches that are …»."""

    def saved_by(self, user: "User") -> Self:
        """The user's own. Every page of them starts here."""
        return self.filter(user=user)

    def of(self, users: Iterable[int]) -> Self:
        return self.filter(user__in=users)

    def asking(self, query: str) -> Self:
        """For just this, by its address."""
        return self.filter(query=query)

    def with_alerts(self) -> Self:
        return self.exclude(often="never")

    def due(self, *, at: datetime) -> Self:
        """Not looked at since the moment their owner wants to hear of them."""
        daily = Q(often="daily", looked_at__lt=last_morning(at))
        weekly = Q(often="weekly", looked_at__lt=last_monday(at))
        return self.filter(Q(often="at_once") | daily | weekly, user__is_active=True)

    def patient(self) -> Self:
        """Those looked at when their time has come, whether or not there is anything new."""
        return self.filter(often__in=["daily", "weekly"])


class HitQuerySet(models.QuerySet["Hit"]):
    """Read each name as «hits that are …»."""

    def told_in(self, alert: "Alert") -> Self:
        return self.filter(alert=alert)

    def wanted(self, *, on: date) -> Self:
        """Still open, in searches that still have alerts."""
        still_open = Assignment.objects.open(on=on).with_places()
        return self.filter(assignment__in=still_open).exclude(search__often="never")

    def over(self) -> Self:
        """Of what is closed for good, so that nobody could be told of it again."""
        return self.filter(assignment__status="closed")
