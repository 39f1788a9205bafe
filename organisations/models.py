import math
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.querysets import OrganisationQuerySet
from portal.models import Icnpo, Municipality
from portal.models.users import Choices
from portal.slugs import slug


def organisation_statuses() -> Choices:
    return Organisation.Status.choices


def roles() -> Choices:
    return Coordinator.Role.choices


class Organisation(models.Model):
    """Who asks. Nothing of it is public before a moderator has verified it."""

    personal = ("contact_email", "contact_phone", "decided_by")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        VERIFIED = "verified", _("Verified")
        REJECTED = "rejected", _("Rejected")
        SUSPENDED = "suspended", _("Suspended")

    DECISIONS: ClassVar = {
        Status.SUBMITTED: [Status.VERIFIED, Status.REJECTED],
        Status.REJECTED: [Status.VERIFIED],
        Status.VERIFIED: [Status.SUSPENDED],
        Status.SUSPENDED: [Status.VERIFIED],
    }

    name = models.CharField(_("name"), max_length=140)
    number = models.CharField(
        _("organisation number"),
        max_length=9,
        db_index=True,
        validators=[RegexValidator(r"^\d{9}$")],
    )
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name=_("parent organisation"),
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="organisations",
        verbose_name=_("municipality"),
    )
    icnpo = models.ForeignKey(
        Icnpo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
    )
    purpose = models.TextField(_("purpose"), max_length=2000)
    website = models.URLField(_("website"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"))
    contact_phone = models.CharField(_("contact phone"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=organisation_statuses, default="draft")
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision = models.TextField(_("reason for the decision"), blank=True)
    answer_rate = models.FloatField(_("share of applications answered"), null=True, blank=True)
    median_answer_hours = models.FloatField(_("median hours to an answer"), null=True, blank=True)
    is_silent = models.BooleanField(_("leaves people without an answer"), default=False, db_default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("name", "pk")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer_rate=None) | Q(answer_rate__range=(0, 1)),
                name="organisation_answer_rate_is_a_share",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["verified", "rejected", "suspended"]) | Q(decided_at__isnull=False),
                name="organisation_decision_has_a_time",
            ),
        )
        indexes = (models.Index("status", "submitted_at", name="organisation_queue"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slug(self.name, otherwise="organisasjon")

    @property
    def number_grouped(self) -> str:
        """As people write it: «923 609 016»."""
        return f"{self.number[:3]} {self.number[3:6]} {self.number[6:]}"

    @property
    def is_verified(self) -> bool:
        return self.status == self.Status.VERIFIED

    @property
    def may_become(self) -> list[Status]:
        """What a moderator may decide now."""
        return self.DECISIONS.get(self.Status(self.status), [])

    @property
    def answers_of_ten(self) -> int | None:
        """How many of ten applicants get an answer, rounded down: 97 % is nine of ten."""
        return None if self.answer_rate is None else math.floor(self.answer_rate * 10 + 1e-9)

    @property
    def answer_days(self) -> int | None:
        """Within how many days half of the answers come."""
        hours = self.median_answer_hours
        return None if hours is None else max(1, math.ceil(hours / 24))


class Coordinator(models.Model):
    """A user who acts for an organisation, and in which role."""

    personal = ("user",)

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        COORDINATOR = "coordinator", _("Coordinator")
        ATTEST_OFFICER = "attest", _("Police certificate officer")
        READ_ONLY = "reader", _("May read")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="coordinators", verbose_name=_("organisation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="coordinating", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=12, choices=roles, default="coordinator")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")
        constraints = (
            models.UniqueConstraint("organisation", "user", name="coordinator_once_per_organisation"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
