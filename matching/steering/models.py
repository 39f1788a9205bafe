from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment
from matching.steering.querysets import DismissalQuerySet
from matching.volunteers.models import Volunteer
from portal.models.users import Choices


def whys() -> Choices:
    return Dismissal.Why.choices


class Dismissal(models.Model):
    """«Not for me»: one assignment is not suggested to one volunteer any more. Nobody else learns of it."""

    personal = ("volunteer", "assignment", "why")

    class Why(models.TextChoices):
        TOO_FAR = "far", _("It is too far away")
        WRONG_TIME = "time", _("The time does not suit me")
        NOT_MY_INTEREST = "interest", _("It does not interest me")
        TOO_MUCH = "much", _("It takes too much time")
        KNOWN = "known", _("I know them from before")
        OTHER = "other", _("Something else")

    volunteer = models.ForeignKey(
        Volunteer,
        models.CASCADE,
        related_name="dismissals",
        db_index=False,  # the first column of what is unique
        verbose_name=_("volunteer"),
    )
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="+", verbose_name=_("assignment or need")
    )
    why = models.CharField(_("why"), max_length=8, choices=whys, blank=True)
    created_at = models.DateTimeField(_("put away"), auto_now_add=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-created_at", "-pk")
        verbose_name = _("dismissal")
        verbose_name_plural = _("dismissals")
        constraints = (models.UniqueConstraint("volunteer", "assignment", name="dismissed_once"),)
        indexes = (models.Index(fields=["volunteer", "-created_at"], name="dismissals_of_a_volunteer"),)

    def __str__(self) -> str:
        return f"{self.volunteer_id} · {self.assignment_id}"
