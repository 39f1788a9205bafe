"""How organisations keep the promise of an answer."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assignments.models import Assignment
from matching.models import Application
from matching.tasks import measure_answers
from tests import make

pytestmark = pytest.mark.django_db


def sent(to: Assignment, *, days_ago: float, answered_after: float | None = None, **fields: object) -> None:
    """An application of some days ago, answered after so many."""
    at: datetime = timezone.now() - timedelta(days=days_ago)
    answered_at = None if answered_after is None else at + timedelta(days=answered_after)
    made = make.application(to=to)
    Application.objects.filter(pk=made.pk).update(created_at=at, answered_at=answered_at, **fields)


def measured(assignment: Assignment) -> tuple[float | None, float | None]:
    measure_answers()
    assignment.organisation.refresh_from_db()
    return assignment.organisation.answer_rate, assignment.organisation.median_answer_hours


def test_the_share_answered_within_two_weeks_and_the_median() -> None:
    assignment = make.assignment()
    sent(assignment, days_ago=100, answered_after=1, status="accepted")
    sent(assignment, days_ago=100, answered_after=3, status="declined")
    sent(assignment, days_ago=100, answered_after=20, status="accepted")
    sent(assignment, days_ago=15)

    assert measured(assignment) == (0.5, 72)


def test_a_quick_answer_counts_at_once_and_a_young_question_not_yet() -> None:
    assignment = make.assignment()
    sent(assignment, days_ago=2, answered_after=0.5, status="dialogue")
    sent(assignment, days_ago=13)

    assert measured(assignment) == (1, 12)


def test_what_was_withdrawn_early_counts_neither_way_and_late_as_silence() -> None:
    assignment = make.assignment()
    ago = timezone.now() - timedelta(days=100)
    sent(assignment, days_ago=100, status="withdrawn", changed_at=ago + timedelta(days=13))
    sent(assignment, days_ago=100, answered_after=1, status="withdrawn", changed_at=ago)
    assert measured(assignment) == (1, 24)

    sent(assignment, days_ago=100, status="withdrawn", changed_at=ago + timedelta(days=15))
    assert measured(assignment) == (0.5, 24)


def test_what_is_older_than_a_year_is_forgotten() -> None:
    assignment = make.assignment()
    sent(assignment, days_ago=366, answered_after=1, status="accepted")
    assert measured(assignment) == (None, None)


def test_each_organisation_is_measured_by_its_own_and_in_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quick, silent, new = make.assignment(), make.assignment(), make.assignment()
    sent(quick, days_ago=20, answered_after=1, status="accepted")
    sent(make.need(organisation=quick.organisation), days_ago=20, answered_after=2, status="declined")
    sent(silent, days_ago=20)

    assert [measured(each) for each in (quick, silent, new)] == [(1, 36), (0, None), (None, None)]
    with django_assert_num_queries(1):
        measure_answers()
