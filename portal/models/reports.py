from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.models.users import Choices

KEPT = timedelta(days=365)


def report_kinds() -> Choices:
    return Report.Kind.choices


def report_statuses() -> Choices:
    return Report.Status.choices


class ReportQuerySet(models.QuerySet["Report"]):
    """Read each name as «reports that are …»."""

    def new(self) -> Self:
        """Waiting for a moderator."""
        return self.filter(status="new")

    def old(self, *, at: datetime) -> Self:
        """Kept for a year."""
        return self.filter(submitted_at__lt=at - KEPT)


class Report(models.Model):
    """A visitor says that something is wrong. Nobody needs an account for it."""

    personal = ("text", "email", "handled_by", "outcome")

    class Kind(models.TextChoices):
        FAKE = "fake", _("It is not real")
        PAID = "paid", _("It is paid work")
        TOO_MUCH = "too_much", _("It asks for too much")
        WRONG = "wrong", _("The information is wrong")
        UNSAFE = "unsafe", _("It is unsafe")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        HANDLED = "handled", _("Handled")

    kind = models.CharField(_("what is wrong"), max_length=10, choices=report_kinds)
    text = models.TextField(_("in the visitor's words"), max_length=2000)
    email = models.EmailField(_("e-mail address"), blank=True)
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of thing")
    )
    about_id = models.BigIntegerField(_("its number"))
    about = GenericForeignKey("about_type", "about_id")
    status = models.CharField(_("status"), max_length=8, choices=report_statuses, default="new")
    submitted_at = models.DateTimeField(_("submitted"), auto_now_add=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled"), null=True)
    outcome = models.TextField(_("what was done"), max_length=2000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("submitted_at", "pk")
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = (models.Index("status", "submitted_at", name="report_queue"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status="new") | Q(handled_at__isnull=False),
                name="handled_report_has_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about or '–'}"

    @property
    def is_new(self) -> bool:
        return self.status == self.Status.NEW
