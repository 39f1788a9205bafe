from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from matching.learning.models import ShownList

YES = [marks for marks in range(16) if marks & 4]
"""Every combination of marks that says accepted."""


class ShownListQuerySet(models.QuerySet["ShownList"]):
    """Read each name as «lists that are …»."""

    def shown_between(self, since: date, until: date) -> Self:
        """From the first day to the day before the last."""
        return self.filter(shown_on__gte=since, shown_on__lt=until)

    def accepted_or_one_in(self, number: int) -> Self:
        """All that led to a yes, and of the others by chance one in so many: always the same ones."""
        return self.alias(chance=F("key") % number).filter(Q(marks__overlap=YES) | Q(chance=0))
