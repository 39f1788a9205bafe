"""Applying, answering, withdrawing. Places are given and given back here, and nowhere else."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assignments.models import Assignment, Session
from matching import measures
from matching.learning import services as learning
from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.access import holders
from organisations.models import Organisation
from portal import audit, letters
from portal.access import Right
from portal.errors import Refused
from portal.models import User

Status = Application.Status


def why_closed(assignment: Assignment, *, on: date) -> str | None:
    """Say why nobody can apply to it that day, or None when anybody can."""
    if assignment.status != Assignment.Status.PUBLISHED or not assignment.organisation.is_verified:
        return _("This is closed, so nobody can apply to it any more.")
    if assignment.apply_by is None or assignment.apply_by < on:
        day = date_format(assignment.apply_by or on, "DATE_FORMAT")
        return _("The last day to apply was %(day)s.") % {"day": day}
    if assignment.places_left == 0:
        return _("Every place of this assignment is taken.")
    return None


@transaction.atomic
def apply(
    assignment: Assignment,
    *,
    by: User,
    on: date,
    message: str = "",
    session: Session | None = None,
    birth_year: int | None = None,
    source: str = Application.Source.DIRECT,
    list_name: str = "",
) -> Application:
    """Apply once to what is open. Those who can answer get a letter, and her list is told."""
    _demand_open(assignment, by=by, on=on)
    volunteer = _volunteer(by, birth_year)
    _demand_age(volunteer, assignment, on=on)
    _demand_time(session, assignment)
    _demand_once(volunteer, assignment)
    came = {"source": source, "list_name": list_name}
    application = Application.objects.create(
        volunteer=volunteer, assignment=assignment, session=session, message=message, **came
    )
    learning.applied(list_name, by=by, assignment_id=assignment.pk)
    audit.record("application.sent", by=by, about=application)
    _tell_organisation("application.received", application)
    return application


@transaction.atomic
def answer(
    application: Application, *, status: str, by: User, reply: str = "", decline_reason: str = ""
) -> None:
    """Answer an application. The assignment is locked, so its last place is given only once."""
    _lock(application)
    expected = Application.objects.filter(pk=application.pk)
    expected = expected.unread() if status == Status.IN_DIALOGUE else expected.unanswered()
    if not expected.update(
        status=status,
        reply=reply,
        decline_reason=decline_reason,
        answered_by=by,
        answered_at=Coalesce("answered_at", Now()),
        changed_at=Now(),
    ):
        raise Refused(_what_happened(application))
    if status == Status.ACCEPTED:
        _take_place(application)
    _tell_list(application, status)
    measures.listen(application.assignment.organisation_id)
    audit.record(f"application.{status}", by=by, about=application)
    kind = "application.dialogue" if status == Status.IN_DIALOGUE else "application.answered"
    letters.owe(kind, to=application.volunteer.user, about=application)


@transaction.atomic
def withdraw(application: Application, *, by: User) -> None:
    """Take an application back, and with it the place. An organisation that has answered gets a letter."""
    _lock(application)
    current = Application.objects.get(pk=application.pk)
    if not current.may_be_withdrawn:
        raise Refused(_("There is nothing left to withdraw: it is already settled."))
    if current.status == Status.ACCEPTED:
        _move_places(current, by=-1)
    Application.objects.filter(pk=current.pk).update(status=Status.WITHDRAWN, changed_at=Now())
    measures.listen(current.assignment.organisation_id)
    audit.record("application.withdrawn", by=by, about=current)
    if current.answered_at:
        _tell_organisation("application.withdrawn", current)


def _demand_open(assignment: Assignment, *, by: User, on: date) -> None:
    if reason := why_closed(assignment, on=on):
        raise Refused(reason)
    if Organisation.objects.managed_by(by).contains(assignment.organisation):
        raise Refused(_("You coordinate this organisation, so somebody else must be the one who applies."))


def _volunteer(user: User, birth_year: int | None) -> Volunteer:
    """Hold the profile of whoever applies, so that two clicks are one application."""
    volunteer, _made = Volunteer.objects.select_for_update(no_key=True).get_or_create(user=user)
    if birth_year and volunteer.birth_year is None:
        volunteer.birth_year = birth_year
        volunteer.save(update_fields=["birth_year", "changed_at"])
    return volunteer


def _demand_age(volunteer: Volunteer, assignment: Assignment, *, on: date) -> None:
    """Stop whoever cannot have reached the age this year. About the others the organisation decides."""
    if not assignment.minimum_age:
        return
    if volunteer.birth_year is None:
        raise Refused(_("This has a lowest age, so write the year you were born."))
    if on.year - volunteer.birth_year < assignment.minimum_age:
        facts = {"age": assignment.minimum_age}
        raise Refused(_("You must be %(age)d years old for this. See what else suits you.") % facts)


def _demand_once(volunteer: Volunteer, assignment: Assignment) -> None:
    if Application.objects.live().filter(volunteer=volunteer, assignment=assignment).exists():
        raise Refused(_("You have already applied to this. You find the application on your page."))


def _demand_time(session: Session | None, assignment: Assignment) -> None:
    if session is None and assignment.sessions.exists():
        raise Refused(_("Choose when you can come. If no time is listed, every place is taken."))
    if session and session.places_left == 0:
        raise Refused(_("Every place at that time is taken. Choose another."))


def _tell_organisation(kind: str, application: Application) -> None:
    for user in holders(Right.ANSWER, of=application.assignment.organisation):
        letters.owe(kind, to=user, about=application)


def _tell_list(application: Application, status: str) -> None:
    """Note the answer in the list that she came from."""
    learning.answered(
        application.list_name,
        to=application.volunteer.user,
        assignment_id=application.assignment_id,
        is_accepted=status == Status.ACCEPTED,
    )


def _lock(application: Application) -> None:
    """Hold the assignment: whatever moves its places waits here."""
    Assignment.objects.select_for_update(no_key=True).get(pk=application.assignment_id)


def _take_place(application: Application) -> None:
    """Take a place of the assignment, and at the time she chose."""
    if not Assignment.objects.with_places().filter(pk=application.assignment_id).exists():
        raise Refused(_("Every place of this assignment is taken."))
    if (
        application.session_id
        and not Session.objects.with_places().filter(pk=application.session_id).exists()
    ):
        raise Refused(_("Every place at this time is taken."))
    _move_places(application, by=1)


def _move_places(application: Application, *, by: int) -> None:
    taken = F("places_taken") + by
    Assignment.objects.filter(pk=application.assignment_id).update(places_taken=taken)
    if application.session_id:
        Session.objects.filter(pk=application.session_id).update(places_taken=taken)


def _what_happened(application: Application) -> str:
    application.refresh_from_db(fields=["status"])
    if application.status == Status.WITHDRAWN:
        return _("The volunteer has withdrawn this application.")
    return _("Someone has already answered this application.")
