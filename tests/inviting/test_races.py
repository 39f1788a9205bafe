"""Many who invite at once, with real threads: nobody is asked twice, or more often than the rules say."""

from functools import partial

import pytest
from django.utils.timezone import localdate, now

from assignments.models import Assignment
from matching import services as applying
from matching.inviting import services
from matching.inviting.models import Invitation
from matching.volunteers.models import Volunteer
from portal.models import Letter
from tests import make
from tests.inviting.office import her
from tests.matching.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def inviting(volunteer: Volunteer, to: Assignment) -> partial[Invitation]:
    by = make.coordinator(of=to.organisation).user
    return partial(services.invite, to, volunteer=volunteer, by=by, at=now())


def empty() -> None:
    Invitation.objects.all().delete()
    Letter.objects.all().delete()


def test_six_coordinators_invite_somebody_to_the_same_once() -> None:
    ida, assignment = her(), make.assignment()
    six = [inviting(ida, assignment) for _each in range(6)]
    for _round in range(ROUNDS):
        empty()

        assert at_once(*six) == ["Ida is already invited to this."] * 5 + ["done"]
        assert (Invitation.objects.count(), Letter.objects.count()) == (1, 1)


def test_six_organisations_at_once_reach_her_twice_a_week() -> None:
    ida = her()
    six = [inviting(ida, make.assignment()) for _each in range(6)]
    for _round in range(ROUNDS):
        empty()
        said = at_once(*six)

        assert said.count("done") == 2
        assert (Invitation.objects.count(), Letter.objects.count()) == (2, 2)


def test_the_last_invitation_of_a_day_is_sent_once() -> None:
    assignment = make.assignment()
    six = [inviting(her(), assignment) for _each in range(6)]
    before = [make.volunteer() for _each in range(19)]
    for _round in range(ROUNDS):
        empty()
        for one in before:
            make.invitation(to=assignment, volunteer=one)
        said = at_once(*six)

        assert said.count("done") == 1
        assert Invitation.objects.count() == 20


def test_she_applies_while_she_is_invited_and_neither_waits_for_ever() -> None:
    assignment = make.assignment()
    for _round in range(ROUNDS):
        ida = her()
        said = at_once(
            inviting(ida, assignment),
            partial(applying.apply, assignment, by=ida.user, on=localdate()),
        )

        assert said in (["done", "done"], ["Ida has applied already.", "done"])
        Invitation.objects.all().delete()
