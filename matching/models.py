from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment, Session
from matching.querysets import ApplicationQuerySet
from matching.volunteers.models import Volunteer
from portal.models.users import Choices


def application_statuses() -> Choices:
    return Application.Status.choices


def sources() -> Choices:
    return Application.Source.choices


class Application(models.Model):
    """A volunteer says yes to an assignment or a need; the organisation answers."""

    personal = (
        "volunteer",
        "message",
        "reply",
        "decline_reason",
        "answered_by",
        "source",
        "list_name",
    )

    class Status(models.TextChoices):
        NEW = "new", _("Sent")
        IN_DIALOGUE = "dialogue", _("In dialogue")
        ACCEPTED = "accepted", _("Accepted")
        COMPLETED = "completed", _("Completed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        WAITING = "waiting", _("On the waiting list")

    class Source(models.TextChoices):
        SEARCH = "search", _("Search")
        FOR_YOU = "for_you", _("For you")
        DIGEST = "digest", _("Digest")
        INVITATION = "invited", _("Invitation")
        DIRECT = "direct", _("Direct link")

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="applications", verbose_name=_("volunteer")
    )
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="applications", verbose_name=_("assignment")
    )
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("session")
    )
    status = models.CharField(_("status"), max_length=10, choices=application_statuses, default="new")
    message = models.TextField(_("message"), max_length=2000, blank=True)
    reply = models.TextField(_("reply"), max_length=2000, blank=True)
    decline_reason = models.CharField(_("reason, for the organisation only"), max_length=200, blank=True)
    source = models.CharField(_("came from"), max_length=8, choices=sources, default="direct")
    list_name = models.CharField(_("list it came from"), max_length=14, blank=True, default="", db_default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-created_at", "-pk")
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = (
            models.UniqueConstraint(
                fields=["volunteer", "assignment"],
                condition=~Q(status__in=["withdrawn", "declined"]),
                name="application_once_while_live",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="answered_application_has_a_time",
            ),
        )
        indexes = (models.Index("assignment", "status", "created_at", name="application_queue"),)

    def __str__(self) -> str:
        return f"{self.volunteer} · {self.assignment}"

    @property
    def is_unanswered(self) -> bool:
        return self.status in {self.Status.NEW, self.Status.IN_DIALOGUE}

    @property
    def shares_profile(self) -> bool:
        """Whether the organisation still has a reason to read about her."""
        return self.status != self.Status.WITHDRAWN

    @property
    def shares_contact(self) -> bool:
        """Whether the two know how to reach each other."""
        return self.status in {self.Status.IN_DIALOGUE, self.Status.ACCEPTED, self.Status.COMPLETED}

    @property
    def has_place(self) -> bool:
        return self.status in {self.Status.ACCEPTED, self.Status.COMPLETED}

    @property
    def shares_address(self) -> bool:
        """Whether she sees an address that is shown only to those accepted."""
        return self.has_place

    @property
    def may_be_withdrawn(self) -> bool:
        return self.status in {
            self.Status.NEW,
            self.Status.IN_DIALOGUE,
            self.Status.WAITING,
            self.Status.ACCEPTED,
        }


class Digest(models.Model):
    """A week's letter to one volunteer: what was suggested, and why. Its `Letter` says if it was sent."""

    personal = ("volunteer", "list_name")

    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="digests", verbose_name=_("volunteer")
    )
    week = models.DateField(_("week, its Monday"))
    model_version = models.CharField(_("version of the ranking model"), max_length=20)
    list_name = models.CharField(_("its list"), max_length=14, blank=True, default="", db_default="")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-week", "-pk")
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = (models.UniqueConstraint("volunteer", "week", name="digest_once_a_week"),)

    def __str__(self) -> str:
        return f"{self.volunteer_id} · {self.week}"


class Suggestion(models.Model):
    """An assignment suggested to a volunteer with its reasons: never the same twice to the same person."""

    personal = ("volunteer", "reasons")

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="suggestions", verbose_name=_("digest"))
    volunteer = models.ForeignKey(
        Volunteer, models.CASCADE, related_name="suggestions", verbose_name=_("volunteer")
    )
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="suggestions", verbose_name=_("assignment")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("position",)
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = (
            models.UniqueConstraint("volunteer", "assignment", name="suggested_once_to_a_volunteer"),
            models.UniqueConstraint("digest", "position", name="one_suggestion_per_position"),
        )

    def __str__(self) -> str:
        return f"{self.volunteer_id} · {self.assignment_id}"
