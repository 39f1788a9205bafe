from typing import TYPE_CHECKING

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

    def last_of(self, kind: str) -> "Outlook | None":
        """The latest of a kind, if there is one."""
        return self.filter(kind=kind).order_by("-pk").first()
