from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Something from the portal's own lists, named in three languages.

    `position` is its place in the list from 0, and its bit where a set of them is kept as one number.
    """

    slug = models.SlugField(_("slug"), primary_key=True)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    name_nb = models.CharField(_("bokmål"), max_length=60)
    name_nn = models.CharField(_("nynorsk"), max_length=60)
    name_en = models.CharField(_("English"), max_length=60)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("position",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        language = (get_language() or "nb").split("-")[0]
        return str(getattr(self, f"name_{language}", self.name_nb))


class Icnpo(models.Model):
    """A category of Frivillighetsregisteret."""

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    group = models.CharField(_("main group"), max_length=60)

    class Meta:
        ordering = ("name",)
        verbose_name = _("ICNPO category")
        verbose_name_plural = _("ICNPO categories")

    def __str__(self) -> str:
        return self.name


class Topic(Named):
    """What an assignment is about, the upper level: 15 of them."""

    icnpo = models.ManyToManyField(
        Icnpo, related_name="topics", blank=True, verbose_name=_("ICNPO categories")
    )

    class Meta(Named.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Activity(Named):
    """What an assignment is about, the lower level: at most 64, so that a set of them is one word."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="activities", verbose_name=_("topic"))

    class Meta(Named.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")


class Group(Named):
    """Whom an assignment helps."""

    icnpo = models.ManyToManyField(
        Icnpo, related_name="groups", blank=True, verbose_name=_("ICNPO categories")
    )

    class Meta(Named.Meta):
        verbose_name = _("group")
        verbose_name_plural = _("groups")


class Skill(Named):
    """What a volunteer can and an assignment may ask for."""

    class Meta(Named.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
