"""How many wait for an answer stands on the assignment, however an application comes or goes."""

import pytest

from assignments.models import Assignment
from matching.models import Application
from tests import make

pytestmark = pytest.mark.django_db
Status = Application.Status


def waiting(assignment: Assignment) -> int:
    assignment.refresh_from_db(fields=["unanswered"])
    return assignment.unanswered


def test_each_application_waits_until_it_is_answered() -> None:
    assignment = make.assignment()
    first, second = make.application(to=assignment), make.application(to=assignment)
    assert waiting(assignment) == 2

    Application.objects.filter(pk=first.pk).update(status=Status.IN_DIALOGUE)
    assert waiting(assignment) == 2
    Application.objects.filter(pk=second.pk).update(status=Status.WITHDRAWN)
    assert waiting(assignment) == 1


def test_many_come_at_once_and_go_with_their_volunteers() -> None:
    one, other = make.assignment(), make.assignment()
    people = [make.volunteer() for _ in range(3)]
    Application.objects.bulk_create(
        Application(volunteer=who, assignment=what) for who in people for what in (one, other)
    )
    assert (waiting(one), waiting(other)) == (3, 3)

    people[0].user.delete()
    Application.objects.filter(volunteer=people[1], assignment=one).delete()
    assert (waiting(one), waiting(other)) == (1, 2)


def test_one_that_is_moved_back_waits_again() -> None:
    application = make.application()
    Application.objects.filter(pk=application.pk).update(status=Status.WITHDRAWN)
    assert waiting(application.assignment) == 0

    Application.objects.filter(pk=application.pk).update(status=Status.NEW)
    assert waiting(application.assignment) == 1


def test_what_was_answered_already_never_waited() -> None:
    application = make.application(status=Status.WITHDRAWN)

    application.delete()
    assert waiting(application.assignment) == 0
