from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matching.volunteers.querysets import VolunteerQuerySet
from portal.models import Activity, Group, Municipality, Skill
from portal.models.users import Choices
from portal.weekgrid import EVERY_SLOT

EVERYWHERE = 2000
"""A radius in km that reaches the whole country."""


def rhythm_wishes() -> Choices:
    return Volunteer.Rhythm.choices


def norwegian_levels() -> Choices:
    return Volunteer.Norwegian.choices


def digest_frequencies() -> Choices:
    return Volunteer.DigestFrequency.choices


class Volunteer(models.Model):
    """Who answers: what interests her, when she can, where she lives. Every field is there to be matched."""

    personal = (
        "user",
        "municipality",
        "max_km",
        "is_remote_ok",
        "activities",
        "groups",
        "skills",
        "about",
        "slots",
        "rhythm",
        "hours",
        "norwegian",
        "birth_year",
        "is_police_certificate_ok",
        "digest_frequency",
        "is_visible",
        "is_ranked",
    )

    class Rhythm(models.TextChoices):
        ONCE = "once", _("Once or a few times")
        REGULAR = "regular", _("Regularly")
        BOTH = "both", _("Both are fine")

    class Norwegian(models.IntegerChoices):
        NONE = 0, _("No Norwegian yet")
        BASIC = 1, _("A little Norwegian")
        GOOD = 2, _("Good Norwegian")
        FLUENT = 3, _("Fluent Norwegian")

        __empty__ = _("Not said yet")

    class DigestFrequency(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="volunteer", verbose_name=_("account")
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteers",
        verbose_name=_("municipality"),
    )
    max_km = models.PositiveSmallIntegerField(
        _("how far"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(EVERYWHERE)],
    )
    is_remote_ok = models.BooleanField(_("from home is fine"), default=True)
    activities = models.ManyToManyField(
        Activity, related_name="volunteers", blank=True, verbose_name=_("interests")
    )
    groups = models.ManyToManyField(
        Group, related_name="volunteers", blank=True, verbose_name=_("whom to help")
    )
    skills = models.ManyToManyField(Skill, related_name="volunteers", blank=True, verbose_name=_("skills"))
    about = models.TextField(_("in my own words"), max_length=1000, blank=True)
    slots = models.PositiveIntegerField(_("when"), default=0, validators=[MaxValueValidator(EVERY_SLOT)])
    rhythm = models.CharField(_("rhythm"), max_length=8, choices=rhythm_wishes, default="both")
    hours = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    norwegian = models.PositiveSmallIntegerField(
        _("Norwegian"), null=True, blank=True, choices=norwegian_levels
    )
    birth_year = models.PositiveSmallIntegerField(
        _("birth year"), null=True, blank=True, validators=[MinValueValidator(1900)]
    )
    is_police_certificate_ok = models.BooleanField(_("a police certificate is fine"), default=True)
    digest_frequency = models.CharField(
        _("this week's assignments by e-mail"),
        max_length=8,
        choices=digest_frequencies,
        default="weekly",
    )
    is_visible = models.BooleanField(_("organisations may invite me"), default=False)
    is_ranked = models.BooleanField(_("personal order"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = VolunteerQuerySet.as_manager()

    has_interests: bool
    """Whether she has ticked an activity; of those read `with_interests` only."""

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = (
            models.CheckConstraint(condition=Q(slots__lte=EVERY_SLOT), name="volunteer_slots_are_21_bits"),
        )
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index("digest_frequency", "id", name="volunteer_digest"),
        )

    def __str__(self) -> str:
        return self.user.name

    def age(self, *, on: date) -> int | None:
        """The age reached for certain: only the birth year is known."""
        return None if self.birth_year is None else on.year - self.birth_year - 1

    @property
    def goes_everywhere(self) -> bool:
        return self.max_km >= EVERYWHERE
