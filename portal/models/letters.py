from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

GIVEN_UP_AFTER = 8
CLAIM_LASTS = timedelta(minutes=10)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Read each name as «letters that are …»."""

    def owed(self, *, at: datetime) -> Self:
        """Not sent, due, and in nobody's hands; or in the hands of a worker that must have died."""
        abandoned = Q(is_repeatable=True, claimed_at__lt=at - CLAIM_LASTS)
        return self.filter(
            Q(claimed_at=None) | abandoned,
            sent_at=None,
            due_at__lte=at,
            attempts__lt=GIVEN_UP_AFTER,
        )

    def lost(self, *, at: datetime) -> Self:
        """Claimed by a worker that died, and never sent on a mere suspicion: accounted for, not repeated."""
        return self.filter(is_repeatable=False, sent_at=None, claimed_at__lt=at - CLAIM_LASTS)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def given_up(self) -> Self:
        """Tried too often, or no longer needed."""
        return self.filter(sent_at=None, attempts__gte=GIVEN_UP_AFTER)

    def old(self, *, at: datetime) -> Self:
        """Kept as long as other logs."""
        return self.filter(created_at__lt=at - timedelta(days=90))


class Letter(models.Model):
    """One e-mail the portal owes somebody: written with the deed that caused it, paid by a worker.

    A letter is composed when it is sent, from `kind` and `about`; only one that cannot be composed again
    (a one-time code) carries its `content`, which is forgotten when it is sent.
    """

    personal = ("to", "address", "content")

    kind = models.CharField(_("kind"), max_length=60)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="letters",
        verbose_name=_("to"),
    )
    address = models.EmailField(_("address"))
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, related_name="+", verbose_name=_("kind of thing")
    )
    about_id = models.BigIntegerField(_("its number"), null=True)
    about = GenericForeignKey("about_type", "about_id")
    content = models.JSONField(null=True)
    is_repeatable = models.BooleanField(_("may be sent twice"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"), db_default=Now())
    claimed_at = models.DateTimeField(_("claimed"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-created_at", "-pk")
        indexes = (models.Index("due_at", condition=Q(sent_at=None), name="letter_owed"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False),
                name="letter_is_claimed_before_sent",
            ),
        )
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def message_id(self) -> str:
        """The same at each attempt, so that a mail reader shows a letter that came twice only once."""
        return f"<letter-{self.pk}@{settings.SITE_URL.partition('//')[2].partition(':')[0]}>"
