"""The log that people can read: who did what to what, and why."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from portal.models import AuditEntry, User


def record(deed: str, *, by: User | None, about: Model, reason: str = "") -> None:
    """Write one line, in the deed's transaction: `deed` is «thing.verb», `by` None for the portal itself."""
    AuditEntry.objects.create(
        deed=deed,
        by=by,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        reason=reason,
    )


def trail(about: Model) -> QuerySet[AuditEntry]:
    """What was done to one thing, the latest first."""
    of_its_kind = AuditEntry.objects.filter(about_type=ContentType.objects.get_for_model(about))
    return of_its_kind.filter(about_id=about.pk).select_related("by")
