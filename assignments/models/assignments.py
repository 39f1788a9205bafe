from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assignments.querysets import AssignmentQuerySet
from organisations.models import Organisation
from portal.models import Activity, Group, Municipality, Skill
from portal.models.users import Choices
from portal.slugs import slug
from portal.weekgrid import EVERY_SLOT

CERTIFICATE_GROUPS = frozenset({"barn", "ungdom", "funksjonsnedsettelse"})
"""Whom one must help for a police certificate to be asked for (politiregisterforskriften § 34-1)."""


def kinds() -> Choices:
    return Assignment.Kind.choices


def rhythms() -> Choices:
    return Assignment.Rhythm.choices


def norwegian_levels() -> Choices:
    return Assignment.Norwegian.choices


def assignment_statuses() -> Choices:
    return Assignment.Status.choices


class Assignment(models.Model):
    """What is asked: an ASSIGNMENT with a time and places, or a NEED, a standing call without number."""

    personal = ("address", "decided_by", "created_by")

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", _("Assignment")
        NEED = "need", _("Need")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Rejected")
        CLOSED = "closed", _("Closed")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("Once or a few times")
        REGULAR = "regular", _("Regularly")

    class Norwegian(models.IntegerChoices):
        NONE = 0, _("No Norwegian needed")
        BASIC = 1, _("A little Norwegian")
        GOOD = 2, _("Good Norwegian")
        FLUENT = 3, _("Fluent Norwegian")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="assignments", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=kinds)
    title = models.CharField(_("title"), max_length=90)
    summary = models.CharField(_("summary"), max_length=200)
    description = models.TextField(_("description"), max_length=6000)
    gives = models.TextField(_("what you get"), max_length=1000, blank=True)
    activities = models.ManyToManyField(Activity, related_name="assignments", verbose_name=_("activities"))
    groups = models.ManyToManyField(
        Group, related_name="assignments", blank=True, verbose_name=_("whom it helps")
    )
    skills = models.ManyToManyField(
        Skill,
        related_name="assignments",
        blank=True,
        verbose_name=_("skills asked for"),
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("municipality"),
    )
    address = models.CharField(_("address"), max_length=140, blank=True)
    is_address_hidden = models.BooleanField(_("show the address only to those accepted"), default=False)
    is_remote = models.BooleanField(_("can be done from home"), default=False)
    rhythm = models.CharField(_("rhythm"), max_length=8, choices=rhythms)
    hours = models.DecimalField(
        _("hours a week"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0.5)],
    )
    slots = models.PositiveIntegerField(_("week"), default=0, validators=[MaxValueValidator(EVERY_SLOT)])
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    places_taken = models.PositiveSmallIntegerField(_("places taken"), default=0)
    unanswered = models.PositiveIntegerField(
        _("waiting for an answer"), default=0, db_default=0, editable=False
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("lowest age"), default=0, validators=[MaxValueValidator(99)]
    )
    norwegian = models.PositiveSmallIntegerField(_("Norwegian"), choices=norwegian_levels, default=0)
    needs_police_certificate = models.BooleanField(_("police certificate"), default=False)
    police_certificate_reason = models.CharField(_("why a police certificate"), max_length=300, blank=True)
    accessibility = models.CharField(_("accessibility"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    apply_by = models.DateField(_("apply by"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=assignment_statuses, default="draft")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )
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
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    DECISIONS: ClassVar[dict[str, list[str]]] = {
        Status.SUBMITTED: [Status.PUBLISHED, Status.REJECTED],
        Status.PUBLISHED: [Status.REJECTED],
    }

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-published_at", "-pk")
        verbose_name = _("assignment or need")
        verbose_name_plural = _("assignments and needs")
        constraints = (
            models.CheckConstraint(
                condition=Q(places=None) | Q(places_taken__lte=F("places")),
                name="assignment_is_never_overfilled",
            ),
            models.CheckConstraint(
                condition=(Q(kind="need") & Q(places=None)) | (Q(kind="assignment") & Q(places__gte=1)),
                name="assignment_has_places_and_need_has_none",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False, apply_by__isnull=False),
                name="published_assignment_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(needs_police_certificate=False) | ~Q(police_certificate_reason=""),
                name="police_certificate_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(slots__lte=EVERY_SLOT), name="assignment_slots_are_21_bits"),
        )
        indexes = (
            models.Index(fields=["status", "-published_at", "-id"], name="assignment_newest"),
            models.Index(
                fields=["status", "municipality", "-published_at"],
                name="assignment_in_place",
            ),
            models.Index("organisation", "status", name="assignment_of_organisation"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assignments:assignment", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slug(self.title, otherwise="oppdrag")

    @property
    def may_become(self) -> list[str]:
        """What a moderator may decide now."""
        return self.DECISIONS.get(self.status, [])

    @property
    def is_need(self) -> bool:
        return self.kind == self.Kind.NEED

    @property
    def places_left(self) -> int | None:
        """None for a need, which has no number."""
        return None if self.places is None else self.places - self.places_taken

    def is_over(self, *, on: date) -> bool:
        """Closed, or published with its last day to apply behind us."""
        is_late = self.apply_by is not None and self.apply_by < on
        return self.status == self.Status.CLOSED or (self.status == self.Status.PUBLISHED and is_late)
