"""The demo nation has been shown lists too, and what came of them is what came of its applications."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from matching.learning.models import Mark, Outcome, ShownList
from matching.learning.names import read
from matching.models import Application

pytestmark = pytest.mark.django_db
SMALL = {"volunteers": 80, "assignments": 80, "organisations": 25, "today": date(2026, 11, 21)}


def list_of(application: Application) -> ShownList:
    found = read(application.list_name)
    assert found is not None
    return ShownList.objects.get(pk=found)


def test_lists_and_applications_of_the_demo_agree() -> None:
    call_command("seed_demo", stdout=StringIO(), yes_invented_people=True, **SMALL)
    came = list(Application.objects.exclude(list_name=""))
    for application in came:
        shown = list_of(application)
        mark = shown.marks[shown.assignments.index(application.assignment_id)]
        assert (shown.volunteer_id, shown.source) == (application.volunteer_id, application.source)
        assert application.created_at - shown.shown_at == timedelta(minutes=9)
        assert mark & (Mark.OPENED | Mark.APPLIED) == 3
        assert bool(mark & Mark.ACCEPTED) == (application.status in {"accepted", "completed"})
        assert bool(mark & Mark.ANSWERED) == (application.answered_at is not None)

    assert len(came) > 10
    assert len(came) < ShownList.objects.count() <= 2 * len(came)
    assert sum(each.applied for each in Outcome.objects.all()) == len(came)
