"""Writing an assignment, and planning its sessions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Assignment, Session
from assignments.services import indexing
from assignments.services.rules import demand_complete, demand_end, demand_room, demand_verified
from organisations.models import Organisation
from portal import audit
from portal.errors import Refused
from portal.models import Activity, Group, Municipality, Skill, User

SETS = ("activities", "groups", "skills")


class Written(TypedDict, total=False):
    """What a coordinator writes."""

    title: str
    summary: str
    description: str
    gives: str
    activities: Iterable[Activity]
    groups: Iterable[Group]
    skills: Iterable[Skill]
    municipality: Municipality
    address: str
    is_address_hidden: bool
    is_remote: bool
    rhythm: str
    hours: Decimal | None
    slots: int
    places: int | None
    minimum_age: int
    norwegian: int
    needs_police_certificate: bool
    police_certificate_reason: str
    accessibility: str
    starts_on: date | None
    ends_on: date | None
    apply_by: date | None


@dataclass(frozen=True)
class Planned:
    """A session as a coordinator plans it; `pk` is that of the one it changes."""

    starts_at: datetime
    ends_at: datetime
    places: int
    pk: int | None = None


@transaction.atomic
def create(
    *,
    organisation: Organisation,
    kind: str,
    by: User,
    at: datetime,
    sessions: Sequence[Planned] | None = None,
    **written: Unpack[Written],
) -> Assignment:
    """Begin a draft. Only an organisation that is verified may post."""
    demand_verified(organisation)
    assignment = Assignment(organisation=organisation, kind=kind, created_by=by)
    _write(assignment, written, sessions, at=at)
    audit.record("assignment.created", by=by, about=assignment)
    return assignment


@transaction.atomic
def edit(
    assignment: Assignment,
    *,
    by: User,
    at: datetime,
    sessions: Sequence[Planned] | None = None,
    **written: Unpack[Written],
) -> None:
    """Change it. What is published stays published and complete; moderators can read what was changed."""
    current = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
    if current.status == Assignment.Status.CLOSED:
        raise Refused(_("This is closed, and cannot be changed any more."))
    changed = _write(current, written, sessions, at=at)
    if current.status in {Assignment.Status.SUBMITTED, Assignment.Status.PUBLISHED}:
        demand_complete(current, on=localdate(at))
    if changed:
        audit.record("assignment.edited", by=by, about=current, reason=", ".join(changed))


def _write(
    current: Assignment, written: Written, sessions: Sequence[Planned] | None, *, at: datetime
) -> list[str]:
    """Set what was written and plan the sessions. Answer with the names of what is new."""
    told: dict[str, Any] = dict(written)
    chosen = {name: set(told.pop(name)) for name in SETS if name in told}
    changed = [name for name, value in told.items() if getattr(current, name, None) != value]
    for name in changed:
        setattr(current, name, told[name])
    current.places = None if current.is_need else current.places or 1
    if current.pk is None:
        current.save()
    for name, things in chosen.items():
        if set(getattr(current, name).all()) != things:
            getattr(current, name).set(things)
            changed.append(name)
    if sessions is not None and not current.is_need and _plan(current, sessions, at=at):
        changed.append("sessions")
    demand_room(current)
    demand_end(current)
    current.save()
    indexing.keep([current])
    return changed


def _plan(current: Assignment, planned: Sequence[Planned], *, at: datetime) -> bool:
    """Add, change and remove coming sessions; those that are over stay. Answer whether any is new."""
    coming = {session.pk: session for session in current.sessions.ending_after(at).select_for_update()}
    is_changed = False
    for plan in planned:
        session = coming.pop(plan.pk or 0, None) or Session(assignment=current)
        is_changed |= _set(session, plan)
    for session in coming.values():
        _remove(session)
    if sessions := list(current.sessions.all()):
        current.places = sum(session.places for session in sessions)
        current.slots = reduce(or_, (session.slots for session in sessions))
        current.starts_on = min(localdate(session.starts_at) for session in sessions)
        current.ends_on = max(localdate(session.starts_at) for session in sessions)
    return is_changed or bool(coming)


def _set(session: Session, plan: Planned) -> bool:
    """Plan one session. It keeps room for those who have a place in it."""
    if plan.places < session.places_taken:
        told = _("%(n)d people have a place in the session on %(day)s, so it needs at least as many places.")
        day = date_format(localdate(session.starts_at), "DATE_FORMAT")
        raise Refused(told % {"n": session.places_taken, "day": day})
    if (session.starts_at, session.ends_at, session.places) == (plan.starts_at, plan.ends_at, plan.places):
        return False
    session.starts_at, session.ends_at, session.places = plan.starts_at, plan.ends_at, plan.places
    session.save()
    return True


def _remove(session: Session) -> None:
    """Nobody's application loses its session."""
    try:
        session.delete()
    except ProtectedError as refusal:
        told = _("Somebody has applied for the session on %(day)s, so it cannot be removed.")
        raise Refused(told % {"day": date_format(localdate(session.starts_at), "DATE_FORMAT")}) from refusal
