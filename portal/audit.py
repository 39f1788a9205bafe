"""The log that people can read: who did what to what, and why."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

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
