"""Builders: the least that is valid, nothing random. Each names only what matters to a test."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import models as auth
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from stdnum.no import orgnr

from assignments.finding.models import SavedSearch
from assignments.models import Assignment, Session
from assignments.services import indexing
from matching.inviting.models import Invitation
from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.models import Coordinator, Organisation
from portal.management.commands import load_moderators
from portal.models import Activity, Group, Municipality, User

numbers = count(1)


def user(**fields: Any) -> User:
    number = next(numbers)
    defaults = {"email": f"person{number}@example.invalid", "name": f"Person {number}", "language": "en"}
    fields = defaults | fields
    return User.objects.create_user(**fields)


def moderator(**fields: Any) -> User:
    """Staff with a second factor, in the group that moderates, and no superuser."""
    call_command("load_moderators")
    made = user(is_staff=True, **fields)
    made.groups.add(auth.Group.objects.get(name=load_moderators.NAME))
    TOTP.activate(made, "JBSWY3DPEHPK3PXP")
    return made


def sign_in(client: Client, user: User) -> None:
    """Sign in as the pages do: who has a second factor has shown it."""
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    if is_mfa_enabled(user):
        record_authentication(request, user, "mfa")
        request.session.save()


def municipality(number: str = "0301") -> Municipality:
    return Municipality.objects.get(number=number)


def municipalities(count: int) -> list[str]:
    """The first numbers there are."""
    return list(Municipality.objects.order_by("number").values_list("number", flat=True)[:count])


def organisation_number() -> str:
    """The next number with a valid check digit."""
    while True:
        start = f"9{next(numbers):07d}"
        for digit in "0123456789":
            if orgnr.is_valid(start + digit):
                return start + digit


def organisation(**fields: Any) -> Organisation:
    defaults = {
        "name": f"Association {next(numbers)}",
        "number": organisation_number(),
        "municipality": municipality(),
        "purpose": "We visit people.",
        "contact_email": "post@example.invalid",
        "status": Organisation.Status.VERIFIED,
        "decided_at": timezone.now(),
    }
    return Organisation.objects.create(**defaults | fields)


def coordinator(*, of: Organisation, role: str = Coordinator.Role.OWNER, **fields: Any) -> Coordinator:
    return Coordinator.objects.create(organisation=of, role=role, **{"user": user()} | fields)


def assignment(
    *, activities: tuple[str, ...] = ("besoksvenn",), groups: tuple[str, ...] = (), **fields: Any
) -> Assignment:
    """A published assignment in Oslo with two places and three weeks left."""
    defaults: dict[str, Any] = {
        "organisation": fields.get("organisation") or organisation(),
        "kind": Assignment.Kind.ASSIGNMENT,
        "title": f"Visiting friend {next(numbers)}",
        "summary": "Visit somebody once a week.",
        "description": "You visit somebody who is often alone.",
        "municipality": municipality(),
        "rhythm": Assignment.Rhythm.REGULAR,
        "places": 2,
        "status": Assignment.Status.PUBLISHED,
        "published_at": timezone.now(),
        "apply_by": timezone.localdate() + timedelta(days=21),
    }
    made = Assignment.objects.create(**defaults | fields)
    made.activities.set(Activity.objects.filter(slug__in=activities))
    made.groups.set(Group.objects.filter(slug__in=groups))
    indexing.keep([made])
    return made


def draft(**fields: Any) -> Assignment:
    """An assignment that lacks nothing but being sent in."""
    return assignment(**{"status": "draft", "published_at": None, "apply_by": None, "slots": 1} | fields)


def need(**fields: Any) -> Assignment:
    return assignment(kind=Assignment.Kind.NEED, places=None, **fields)


def session(*, of: Assignment, places: int = 1, on: date | None = None) -> Session:
    """Two hours, a week from now unless said."""
    starts_at = timezone.now() + timedelta(days=7)
    if on:
        starts_at = timezone.make_aware(datetime.combine(on, time(12)))
    return Session.objects.create(
        assignment=of, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), places=places
    )


def volunteer(*, activities: tuple[str, ...] = ("besoksvenn",), **fields: Any) -> Volunteer:
    """A volunteer in Oslo, born 1990."""
    defaults = {"user": fields.get("user") or user(), "municipality": municipality(), "birth_year": 1990}
    made = Volunteer.objects.create(**defaults | fields)
    made.activities.set(Activity.objects.filter(slug__in=activities))
    return made


def noon(on: date) -> datetime:
    """The middle of a day."""
    return timezone.make_aware(datetime.combine(on, time(12)))


def application(*, to: Assignment | None = None, **fields: Any) -> Application:
    defaults = {"assignment": to or assignment(), "volunteer": fields.get("volunteer") or volunteer()}
    return Application.objects.create(**defaults | fields)


def invitation(*, to: Assignment | None = None, **fields: Any) -> Invitation:
    """Somebody is invited to something just now."""
    defaults = {"assignment": to or assignment(), "volunteer": fields.get("volunteer") or volunteer()}
    return Invitation.objects.create(**defaults | {"created_at": timezone.now()} | fields)


def saved_search(query: str = "kommune=0301", **fields: Any) -> SavedSearch:
    """A search for all in Oslo, saved and last looked at an hour ago, with alerts at once."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    defaults = {
        "user": fields.get("user") or user(),
        "name": "All in Oslo",
        "often": SavedSearch.Often.AT_ONCE,
        "looked_at": an_hour_ago,
        "seen_at": an_hour_ago,
    }
    return SavedSearch.objects.create(query=query, **defaults | fields)
