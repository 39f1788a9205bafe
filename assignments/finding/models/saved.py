from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.finding.querysets import HitQuerySet, SavedSearchQuerySet
from assignments.models import Assignment
from portal.models.users import Choices


def frequencies() -> Choices:
    return SavedSearch.Often.choices


class SavedSearch(models.Model):
    """A search somebody wants to come back to, and how often she wants to hear of what is new in it."""

    personal = ("user", "name", "query", "often", "looked_at", "seen_at")

    class Often(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Every morning")
        WEEKLY = "weekly", _("Every Monday")
        NEVER = "never", _("Never")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("what it asks for"), max_length=2000)
    often = models.CharField(_("e-mail"), max_length=8, choices=frequencies, default="daily")
    looked_at = models.DateTimeField(_("last looked for new hits"))
    seen_at = models.DateTimeField(_("new hits last seen"))
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("name", "pk")
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = (models.UniqueConstraint("user", "query", name="search_saved_once_by_a_user"),)

    def __str__(self) -> str:
        return self.name

    @property
    def has_alerts(self) -> bool:
        return self.often != self.Often.NEVER


class Alert(models.Model):
    """One letter's worth of new hits, in all of a person's searches. Its `Letter` says if it was sent."""

    personal = ("user",)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="alerts", verbose_name=_("account")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")

    def __str__(self) -> str:
        return f"{self.user_id} · {self.pk}"


class Hit(models.Model):
    """An assignment that a search has found: told in an alert, or there already when the search was saved.

    It is never told again for the same search, even when it is edited, or taken down and approved anew.
    """

    search = models.ForeignKey(
        SavedSearch, models.CASCADE, related_name="hits", db_index=False, verbose_name=_("saved search")
    )
    assignment = models.ForeignKey(
        Assignment, models.CASCADE, related_name="+", verbose_name=_("assignment or need")
    )
    alert = models.ForeignKey(Alert, models.SET_NULL, null=True, related_name="hits", verbose_name=_("alert"))

    objects = HitQuerySet.as_manager()

    class Meta:
        verbose_name = _("hit")
        verbose_name_plural = _("hits")
        constraints = (models.UniqueConstraint("search", "assignment", name="told_once_for_a_search"),)

    def __str__(self) -> str:
        return f"{self.search_id} · {self.assignment_id}"
