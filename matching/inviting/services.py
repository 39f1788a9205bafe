"""Inviting, saying no thanks, and not being invited any more."""

from datetime import date, datetime

from django.core.signing import Signer
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Assignment
from matching.inviting.models import Invitation
from matching.inviting.welcome import A_WEEK_AT_MOST
from matching.models import Application
from matching.services import why_closed
from matching.steering import services as steering
from matching.volunteers.models import Volunteer
from portal import audit, letters
from portal.errors import Refused
from portal.models import User

KIND = "invitation.sent"
A_DAY_AT_MOST = 20

signer = Signer(salt="matching.inviting")


def token(volunteer: Volunteer) -> str:
    """Give the key to stop invitations to this volunteer, and to nothing else."""
    return signer.sign(str(volunteer.pk))


def volunteer_of(token: str) -> int:
    """Read whose invitations a token stops; a forged one raises BadSignature."""
    return int(signer.unsign(token))


@transaction.atomic
def invite(
    assignment: Assignment, *, volunteer: Volunteer, by: User, at: datetime, greeting: str = ""
) -> Invitation:
    """Ask somebody once. She is held, then the assignment, so that neither is asked for too often at once."""
    she = _held(Volunteer.objects.select_related("user")).get(pk=volunteer.pk)
    held = _held(Assignment.objects.select_related("organisation")).get(pk=assignment.pk)
    _demand_welcome(she, to=held, at=at)
    _demand_room(held, at=at)
    invitation = Invitation.objects.create(
        assignment=held, volunteer=she, by=by, greeting=greeting, created_at=at
    )
    audit.record("invitation.sent", by=by, about=invitation)
    letters.owe(KIND, to=she.user, about=invitation)
    return invitation


@transaction.atomic
def decline(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Say no thanks, and put it away. Nobody gets a letter; the organisation sees that it is not for her."""
    if Invitation.objects.filter(pk=invitation.pk, declined_at=None).update(declined_at=at):
        steering.dismiss(invitation.assignment, by=invitation.volunteer)
        audit.record("invitation.declined", by=by, about=invitation)


@transaction.atomic
def stop(volunteer: Volunteer) -> None:
    """Show the volunteer to no organisation any more."""
    volunteer.is_visible = False
    if Volunteer.objects.filter(pk=volunteer.pk, is_visible=True).update(is_visible=False):
        audit.record("invitation.stopped", by=volunteer.user, about=volunteer)


def why_not(assignment: Assignment, *, on: date) -> str | None:
    """Say why nobody can be invited to it that day, or None when people can."""
    if assignment.status in {Assignment.Status.CLOSED, Assignment.Status.PUBLISHED}:
        return why_closed(assignment, on=on)
    return _("This is not published yet.")


def _held[M: Model](rows: QuerySet[M]) -> QuerySet[M]:
    return rows.select_for_update(no_key=True, of=("self",))


def _demand_welcome(she: Volunteer, *, to: Assignment, at: datetime) -> None:
    facts = {"name": she.user.first_name}
    if not (she.is_visible and she.user.is_active):
        raise Refused(_("%(name)s cannot be invited any more.") % facts)
    if Invitation.objects.about(to).to(she).exists():
        raise Refused(_("%(name)s is already invited to this.") % facts)
    if Application.objects.to(to).filter(volunteer=she).exists():
        raise Refused(_("%(name)s has applied already.") % facts)
    if Invitation.objects.to(she).of_the_week(at=at).count() >= A_WEEK_AT_MOST:
        text = _(
            "%(name)s has had two invitations this week, and gets no more for some days. Choose another."
        )
        raise Refused(text % facts)


def _demand_room(assignment: Assignment, *, at: datetime) -> None:
    if reason := why_not(assignment, on=localdate(at)):
        raise Refused(reason)
    if Invitation.objects.about(assignment).of_the_day(at=at).count() >= A_DAY_AT_MOST:
        text = _("You have invited %(n)d people to this in a day. See who answers, and go on tomorrow.")
        raise Refused(text % {"n": A_DAY_AT_MOST})
