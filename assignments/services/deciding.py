"""Sending an assignment in, deciding on it, closing it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Assignment
from assignments.services import indexing
from assignments.services.rules import demand_complete, demand_verified
from organisations.access import holders
from portal import audit, letters
from portal.access import Right
from portal.errors import Refused
from portal.models import User

Status = Assignment.Status


@transaction.atomic
def submit(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Ask the moderators to publish it. Everything a volunteer needs to know must be there."""
    current = _locked(assignment)
    if current.status not in {Status.DRAFT, Status.REJECTED}:
        raise Refused(_("This has been sent already."))
    demand_verified(current.organisation)
    demand_complete(current, on=localdate(at))
    current.status, current.submitted_at = Status.SUBMITTED, at
    current.save()
    audit.record("assignment.submitted", by=by, about=current)


@transaction.atomic
def approve(
    assignment: Assignment, *, by: User, at: datetime, seen_at: datetime | None = None, reason: str = ""
) -> None:
    """Publish it. Without a last day to apply it stays open for as long as the portal's rule says."""
    current = _to_become(Status.PUBLISHED, assignment, seen_at=seen_at)
    demand_verified(current.organisation)
    demand_complete(current, on=localdate(at))
    rule = localdate(at) + timedelta(days=settings.OPEN_DAYS_WITHOUT_DEADLINE)
    current.apply_by = current.apply_by or min(rule, current.ends_on or rule)
    current.published_at = at
    _decide(current, Status.PUBLISHED, by=by, at=at, reason=reason)
    _tell("assignment.approved", current)


@transaction.atomic
def reject(
    assignment: Assignment, *, by: User, at: datetime, reason: str, seen_at: datetime | None = None
) -> None:
    """Say no for now, or take down what is published. The coordinators get the reason and can correct it."""
    current = _to_become(Status.REJECTED, assignment, seen_at=seen_at)
    if not reason.strip():
        raise Refused(_("Say why: the coordinators read it, and need to know what to do."))
    _decide(current, Status.REJECTED, by=by, at=at, reason=reason)
    _tell("assignment.rejected", current)


@transaction.atomic
def close(assignment: Assignment, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Take it off the list for good. Closing twice is once."""
    current = _locked(assignment)
    if current.status == Status.CLOSED:
        return
    current.status, current.closed_at = Status.CLOSED, at
    current.save()
    indexing.keep([current])
    audit.record("assignment.closed", by=by, about=current, reason=reason)


def _locked(assignment: Assignment) -> Assignment:
    locked = Assignment.objects.select_for_update(no_key=True, of=("self",))
    return locked.select_related("organisation").get(pk=assignment.pk)


def _to_become(status: Status, assignment: Assignment, *, seen_at: datetime | None) -> Assignment:
    """Decide on what the moderator has seen: if it has changed meanwhile, the moderator looks again."""
    current = _locked(assignment)
    if current.changed_at != (seen_at or assignment.changed_at) or status not in current.may_become:
        told = _("«%(title)s» has changed since you looked at it. It is now: %(status)s. Look again.")
        raise Refused(told % {"title": current.title, "status": current.get_status_display()})
    return current


def _decide(current: Assignment, status: Status, *, by: User, at: datetime, reason: str) -> None:
    current.status, current.decision = status, reason
    current.decided_by, current.decided_at = by, at
    current.save()
    indexing.keep([current])


def _tell(kind: str, current: Assignment) -> None:
    """Write the deed down, and owe a letter to everyone who can do something about it."""
    audit.record(kind, by=current.decided_by, about=current, reason=current.decision)
    for user in holders(Right.POST, of=current.organisation):
        letters.owe(kind, to=user, about=current)
