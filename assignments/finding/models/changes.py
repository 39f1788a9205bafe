from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from assignments.finding.querysets import ChangeQuerySet


class Change(models.Model):
    """An assignment that somebody wrote to, noted by the database itself (triggers of the first migration).

    `deed` is the number of the writing transaction. Whoever keeps a copy of what is open reads the notes of
    all transactions that were not over when it last looked, and so misses none. Assignment 0 is all of them.
    """

    assignment_id = models.BigIntegerField()
    deed = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(db_default=Now())

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.assignment_id} · {self.deed}"
