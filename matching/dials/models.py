from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from matching.dials.querysets import DialsQuerySet, OutlookQuerySet
from matching.ranking import LAUNCH, Model
from portal.models.users import Choices


def weight(label: Any, about: Any) -> "models.FloatField[float, float]":
    """A dial from nothing to twice as much as anything weighs at launch."""
    bounds = [MinValueValidator(0), MaxValueValidator(4)]
    return models.FloatField(label, help_text=about, validators=bounds)


class Dials(models.Model):
    """One version of what each thing weighs when assignments are ordered for somebody. None is ever changed:
    every suggestion names the version it was ranked by.
    """

    personal = ("set_by",)

    interest = weight(_("interest"), _("Whether it is something she has ticked, or close to it."))
    distance = weight(_("distance"), _("How near it is, measured by how far she herself is willing to go."))
    time = weight(_("time"), _("Whether she has the times of the week it needs."))
    rhythm = weight(_("rhythm"), _("Whether it is once or regular, as she wishes."))
    skill = weight(_("skill"), _("Whether she is good at what they look for."))
    hours = weight(_("hours"), _("Whether she has as many hours as it takes."))
    group = weight(_("group"), _("Whether it helps somebody she has ticked."))
    kappa = models.FloatField(
        _("need"),
        validators=[MinValueValidator(0), MaxValueValidator(1.5)],
        help_text=_(
            "How much an assignment is lifted that nobody, or too few, have signed up for. It reorders what "
            "fits and never lifts what does not. At 1 it can make the odds 8 times as high at most, as a "
            "weight of 2 can."
        ),
    )
    is_relevance_only = models.BooleanField(
        _("pure relevance"),
        default=False,
        help_text=_("Order by what fits her alone; nothing is lifted because it lacks people."),
    )
    note = models.CharField(
        _("why"), max_length=300, help_text=_("For those who wonder later why it was changed.")
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set"), db_default=Now())

    objects = DialsQuerySet.as_manager()

    WEIGHTS: ClassVar[tuple[str, ...]] = (
        *("interest", "distance", "time", "rhythm", "skill", "hours", "group"),
        "kappa",
    )

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)
        verbose_name = _("version of the weights")
        verbose_name_plural = _("versions of the weights")

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        """The formula's name, and which setting of its weights."""
        return f"{LAUNCH.version}.{self.pk}"

    @property
    def model(self) -> Model:
        """The ranker's model with these weights."""
        dials = {name: getattr(self, name) for name in self.WEIGHTS}
        if self.is_relevance_only:
            dials["kappa"] = 0
        return replace(LAUNCH, version=self.version, **dials)


def outlook_kinds() -> Choices:
    return Outlook.Kind.choices


class Outlook(models.Model):
    """What is to be expected of assignments: arrays, one element per assignment that something is known of.

    Computed anew as a whole, never changed; only the latest of each kind counts.
    """

    class Kind(models.TextChoices):
        FORECAST = "forecast", _("Sign-ups in the weeks to come")
        HANDED_OUT = "handed", _("Sign-ups from lists shown today")
        SEEN = "seen", _("How often it was looked at in lists, and how keenly")
        APPEAL = "appeal", _("How many say yes, beside what one would expect")

    kind = models.CharField(_("kind"), max_length=8, choices=outlook_kinds)
    on = models.DateField(_("day"))
    until = models.DateTimeField(_("lists counted until"))
    assignments = ArrayField(models.BigIntegerField(), verbose_name=_("assignments"))
    numbers = ArrayField(models.FloatField(), verbose_name=_("what is said of each"))
    typical = models.FloatField(_("relevance of a typical pair, log-odds"))
    rate = models.FloatField(_("applications per item looked at"))

    objects = OutlookQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)
        verbose_name = _("outlook")
        verbose_name_plural = _("outlooks")
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=["kind", "-id"], name="latest_outlook"),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(assignments__len=models.F("numbers__len")),
                name="outlook_says_one_number_per_assignment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.on}"


class Togetherness(models.Model):
    """How many volunteers have ticked each two activities, counted each night; it is about nobody.

    `counts` is a square, row by row: an activity's own number stands on its diagonal, by position.
    """

    counts = ArrayField(models.IntegerField(), verbose_name=_("ticked together"))
    volunteers = models.PositiveIntegerField(_("volunteers who have ticked any"))
    counted_at = models.DateTimeField(_("counted"), db_default=Now())

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)
        verbose_name = _("activities ticked together")
        verbose_name_plural = _("activities ticked together")

    def __str__(self) -> str:
        return f"{self.volunteers} · {self.counted_at:%Y-%m-%d}"
