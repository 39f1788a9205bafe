"""Reports: a visitor sends one, a moderator handles it."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from portal import audit
from portal.errors import Refused
from portal.models import Report, User


def send(*, about: Model, kind: str, text: str, email: str = "") -> Report:
    """Keep what a visitor says is wrong with something. Who it was, only the visitor can tell."""
    about_type = ContentType.objects.get_for_model(about)
    return Report.objects.create(about_type=about_type, about_id=about.pk, kind=kind, text=text, email=email)


@transaction.atomic
def handle(report: Report, *, by: User, reason: str) -> None:
    """Say what was done about it. The first moderator's word stands."""
    waiting = Report.objects.new().filter(pk=report.pk)
    done = {"status": Report.Status.HANDLED, "handled_by": by, "handled_at": Now(), "outcome": reason}
    if not waiting.update(**done):
        raise Refused(_("Somebody has already handled this report."))
    audit.record("report.handled", by=by, about=report, reason=reason)
