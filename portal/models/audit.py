from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.deeds import deeds


class AuditEntry(models.Model):
    """Who did what to what, and why. Written by services, read in the admin."""

    personal = ("by", "reason")

    deed = models.CharField(_("deed"), max_length=60, choices=deeds)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("kind of thing")
    )
    about_id = models.BigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-at", "-pk")
        indexes = (models.Index("about_type", "about_id", name="audit_about"),)
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return self.get_deed_display()
