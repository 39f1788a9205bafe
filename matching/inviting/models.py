from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment
from matching.inviting.querysets import InvitationQuerySet
from matching.volunteers.models import Volunteer


class Invitation(models.Model):
    """An organisation asks a volunteer who has said it may; she applies, says no thanks, or nothing."""

    personal = ("volunteer", "by", "greeting", "declined_at")

    assignment = models.ForeignKey(
        Assignment,
        models.CASCADE,
        related_name="invitations",
        db_index=False,  # the first column of an index below
        verbose_name=_("assignment or need"),
    )
    volunteer = models.ForeignKey(
        Volunteer,
        models.CASCADE,
        related_name="invitations",
        db_index=False,  # as above
        verbose_name=_("volunteer"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    greeting = models.CharField(_("greeting"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("invited"))
    declined_at = models.DateTimeField(_("no thanks"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-created_at", "-pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = (models.UniqueConstraint("assignment", "volunteer", name="invited_once"),)
        indexes = (
            models.Index("assignment", "created_at", name="invitations_of_assignment"),
            models.Index("volunteer", "created_at", name="invitations_of_volunteer"),
        )

    def __str__(self) -> str:
        return f"{self.volunteer_id} · {self.assignment_id}"
