from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from matching.learning.names import name_of
from matching.learning.querysets import ShownListQuerySet
from matching.volunteers.models import Volunteer
from portal.models.users import Choices


def sources() -> Choices:
    return Source.choices


class Source(models.TextChoices):
    """Where a list was shown."""

    FOR_YOU = "for_you", _("For you")
    DIGEST = "digest", _("Digest")
    INVITATION = "invited", _("Invitation")


class Mark(models.IntegerChoices):
    """What came of one assignment in a list, as bits of one number; that it was shown goes without saying."""

    OPENED = 1, _("opened")
    APPLIED = 2, _("applied to")
    ACCEPTED = 4, _("accepted")
    ANSWERED = 8, _("answered")


class ShownList(models.Model):
    """A personal list that was shown to a volunteer, and what came of it: what the weights are learned from.

    The n-th elements of `assignments` and `marks`, and the n-th seven bytes of `signals`, are of the
    assignment in place `first` + n - 1. The table is partitioned by the month of `shown_on`.
    """

    personal = ("volunteer", "shown_at", "assignments", "signals", "marks")

    pk = models.CompositePrimaryKey("shown_on", "key")
    shown_on = models.DateField(_("day"))
    key = models.BigIntegerField(_("key"))
    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="shown_lists", verbose_name=_("volunteer")
    )
    source = models.CharField(_("shown in"), max_length=10, choices=sources)
    model_version = models.CharField(_("version of the ranking model"), max_length=20)
    shown_at = models.DateTimeField(_("shown"))
    first = models.PositiveSmallIntegerField(_("place of the first"), default=1)
    assignments = ArrayField(models.BigIntegerField(), verbose_name=_("assignments"))
    signals = models.BinaryField(_("signals"))
    marks = ArrayField(models.SmallIntegerField(), verbose_name=_("what came of them"))

    objects = ShownListQuerySet.as_manager()

    class Meta:
        verbose_name = _("shown list")
        verbose_name_plural = _("shown lists")
        constraints = (
            models.CheckConstraint(
                condition=Q(assignments__len=F("marks__len")), name="shown_list_has_a_mark_for_each"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the addresses in it call the list."""
        return name_of(self.shown_on, self.key)


class Outcome(models.Model):
    """What came of the lists of a month, in numbers that are about nobody and outlive the lists."""

    month = models.DateField(_("month"))
    source = models.CharField(_("shown in"), max_length=10, choices=sources)
    model_version = models.CharField(_("version of the ranking model"), max_length=20)
    lists = models.PositiveBigIntegerField(_("lists"))
    shown = models.PositiveBigIntegerField(_("assignments shown"))
    opened = models.PositiveBigIntegerField(_("opened"))
    applied = models.PositiveBigIntegerField(_("applied to"))
    answered = models.PositiveBigIntegerField(_("answered"))
    accepted = models.PositiveBigIntegerField(_("accepted"))

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-month", "source", "-model_version")
        verbose_name = _("outcome of a month")
        verbose_name_plural = _("outcomes by month")
        constraints = (
            models.UniqueConstraint(
                "month", "source", "model_version", name="one_outcome_per_month_and_list"
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} · {self.get_source_display()} · {self.model_version}"
