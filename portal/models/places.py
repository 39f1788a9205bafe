from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.slugs import slug


class County(models.Model):
    """One of the 15 counties. Oslo is both a county and a municipality."""

    number = models.CharField(_("number"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    name_sami = models.CharField(_("Sámi name"), max_length=60, blank=True)
    name_kven = models.CharField(_("Kven name"), max_length=60, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("county")
        verbose_name_plural = _("counties")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the 357 municipalities, with the point where its people live (population-weighted centre)."""

    number = models.CharField(_("number"), max_length=4, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    label = models.CharField(_("unambiguous name"), max_length=80, unique=True)
    official_name = models.CharField(_("official name"), max_length=120)
    name_sami = models.CharField(_("Sámi name"), max_length=60, blank=True)
    name_kven = models.CharField(_("Kven name"), max_length=60, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="municipalities", verbose_name=_("county")
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    population = models.PositiveIntegerField(_("population"))
    number_2023 = models.CharField(_("number before 2024"), max_length=4, db_index=True)

    class Meta:
        ordering = ("label",)
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.label

    @property
    def slug(self) -> str:
        return slug(self.name, otherwise=self.number)


class Real(models.FloatField):  # type: ignore[type-arg]  # no generic at run time
    """A number of four bytes."""

    def db_type(self, connection: object) -> str:
        return "real"


class Distance(models.Model):
    """How many kilometres it is from where people live in one municipality to where they live in another.

    Measured at each release from their points, both ways and to itself. All rows are written at once from the
    municipalities themselves, which are never deleted: to check each reference would take twice the time.
    """

    pk = models.CompositePrimaryKey("here", "there")
    here = models.ForeignKey(
        Municipality,
        models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        verbose_name=_("from"),
    )
    there = models.ForeignKey(
        Municipality,
        models.DO_NOTHING,
        related_name="distances",
        db_index=False,
        db_constraint=False,
        verbose_name=_("to"),
    )
    km = Real(_("kilometres"))

    class Meta:
        verbose_name = _("distance")
        verbose_name_plural = _("distances")
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=("here", "km"), include=("there",), name="distance_nearest"),
        )

    def __str__(self) -> str:
        return f"{self.here_id} – {self.there_id}: {self.km:.0f} km"
