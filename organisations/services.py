from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from organisations.access import holders
from organisations.models import Coordinator, Organisation
from portal import audit, letters
from portal.access import Right
from portal.errors import Refused
from portal.models import Icnpo, Municipality, User

WAITING_AT_MOST = 5
Status = Organisation.Status


class Told(TypedDict, total=False):
    """What an organisation says of itself."""

    name: str
    number: str
    municipality: Municipality
    icnpo: Icnpo | None
    purpose: str
    website: str
    contact_email: str
    contact_phone: str


@transaction.atomic
def register(*, by: User, **told: Unpack[Told]) -> tuple[Organisation, bool]:
    """Register an organisation and ask the moderators. Who registers it owns it; twice is once."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Organisation.objects.managed_by(by)
    if already := mine.filter(number=told["number"]).first():
        return already, False
    if mine.submitted().count() >= WAITING_AT_MOST:
        raise Refused(_("You have many organisations waiting for approval. Come back when we have answered."))
    organisation = Organisation.objects.create(status=Status.SUBMITTED, submitted_at=Now(), **told)
    Coordinator.objects.create(organisation=organisation, user=by, role=Coordinator.Role.OWNER)
    audit.record("organisation.registered", by=by, about=organisation)
    return organisation, True


@transaction.atomic
def edit(organisation: Organisation, *, by: User, **told: Unpack[Told]) -> None:
    """Change what an organisation says of itself. One that was rejected goes back to the moderators."""
    current = _locked(organisation)
    if current.status == Status.SUSPENDED:
        raise Refused(_("The organisation is suspended, and cannot be changed. Write to us."))
    if current.is_verified and told.keys() & {"name", "number"}:
        raise Refused(_("The organisation has just been approved. Load the page again before you change it."))
    for field, value in told.items():
        setattr(current, field, value)
    is_sent_again = current.status in {Status.DRAFT, Status.REJECTED}
    if is_sent_again:
        current.status, current.submitted_at = Status.SUBMITTED, Now()
    current.save()
    audit.record(f"organisation.{'submitted' if is_sent_again else 'changed'}", by=by, about=current)


def verify(
    organisation: Organisation, *, by: User, reason: str = "", seen_at: datetime | None = None
) -> None:
    """Let the organisation in, or in again."""
    _decide(organisation, Status.VERIFIED, by=by, reason=reason, seen_at=seen_at)


def reject(organisation: Organisation, *, by: User, reason: str, seen_at: datetime | None = None) -> None:
    """Say no for now. The coordinators get the reason, can correct, and ask again."""
    _decide(organisation, Status.REJECTED, by=by, reason=reason, seen_at=seen_at)


def suspend(organisation: Organisation, *, by: User, reason: str, seen_at: datetime | None = None) -> None:
    """Take a verified organisation and everything of it out of sight."""
    _decide(organisation, Status.SUSPENDED, by=by, reason=reason, seen_at=seen_at)


@transaction.atomic
def rename(organisation: Organisation, *, name: str, number: str, by: User, reason: str) -> None:
    """Correct name and number. Only moderators may: nobody is approved as one and shown as another."""
    current = _locked(organisation)
    before = f"{current.name}, {current.number_grouped}"
    current.name, current.number = name, number
    current.save()
    after = f"{current.name}, {current.number_grouped}"
    audit.record("organisation.renamed", by=by, about=current, reason=f"{before} → {after}. {reason}")


@transaction.atomic
def _decide(
    organisation: Organisation, status: Status, *, by: User, reason: str, seen_at: datetime | None
) -> None:
    """Decide on what the moderator has seen. If it has changed meanwhile, the moderator looks again."""
    current = _locked(organisation)
    if current.changed_at != (seen_at or organisation.changed_at) or status not in current.may_become:
        raise Refused(_what_happened(current))
    if status != Status.VERIFIED and not reason.strip():
        raise Refused(_("Say why: the coordinators read it, and need to know what to do."))
    current.status, current.decision = status, reason
    current.decided_at, current.decided_by = Now(), by
    current.save()
    audit.record(f"organisation.{status}", by=by, about=current, reason=reason)
    for coordinator in holders(Right.READ, of=current):
        letters.owe(f"organisation.{status}", to=coordinator, about=current)


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _what_happened(current: Organisation) -> str:
    facts: dict[str, Any] = {"name": current.name, "status": current.get_status_display()}
    if current.status == Status.SUBMITTED or not current.decided_by:
        return _("%(name)s has changed since you looked at it. It is now: %(status)s. Look again.") % facts
    facts["who"] = current.decided_by
    return _("%(who)s has already decided on %(name)s. It is now: %(status)s.") % facts
