from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

from matching.ranking import LAUNCH, Model

if TYPE_CHECKING:
    from matching.dials.models import Dials, Outlook


class DialsQuerySet(models.QuerySet["Dials"]):
    """Read each name as «versions of the weights that are …»."""

    def current(self) -> Model:
        """The model that ranks now: the latest version, or the one of the launch."""
        latest = self.order_by("-pk").first()
        return latest.model if latest else LAUNCH


class OutlookQuerySet(models.QuerySet["Outlook"]):
    """Read each name as «outlooks that are …»."""

    def forecasts(self) -> Self:
        """Of the week to come."""
        return self.filter(kind="forecast")

    def handed_out(self, *, on: date) -> Self:
        """Of lists that were shown on the day."""
        return self.filter(kind="handed", on=on)

    def latest_first(self) -> Self:
        return self.order_by("-pk")
