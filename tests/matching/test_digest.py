"""The weekly digest: who gets it, what it suggests, and never the same twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from assignments.finding.find import find
from assignments.models import Assignment
from matching import digests, lists
from matching.dials.models import Outlook
from matching.learning.models import ShownList
from matching.models import Application, Digest, Suggestion
from matching.ranking import LAUNCH
from matching.reach import Reach
from matching.tasks import compose_digests
from matching.volunteers.models import Volunteer
from portal.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
WEEK = timedelta(weeks=1)


def several(count: int) -> list[Assignment]:
    fields: dict[str, Any] = {"organisation": make.organisation(), "published_at": timezone.now() - WEEK}
    return [make.assignment(apply_by=TODAY + timedelta(days=90), **fields) for _ in range(count)]


def suggested_to(volunteer: Volunteer) -> list[int]:
    return list(
        volunteer.suggestions.order_by("digest__week", "position").values_list("assignment_id", flat=True)
    )


def test_a_digest_is_the_top_of_the_page_and_owes_a_letter() -> None:
    volunteer = make.volunteer()
    several(8)
    assert digests.compose(at=make.noon(TODAY)) == 1
    found = find(QueryDict(), on=TODAY)
    page = [each.assignment.pk for each in lists.best(Reach.of(volunteer, on=TODAY), among=found, on=TODAY)]
    digest = Digest.objects.get()
    assert suggested_to(volunteer) == page[:5]
    assert (digest.volunteer, digest.week, digest.model_version) == (volunteer, MONDAY, LAUNCH.version)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.about) == ("digest", volunteer.user, digest)
    assert (letter.is_repeatable, letter.sent_at) == (False, None)


def test_each_suggestion_keeps_two_to_four_reasons() -> None:
    make.volunteer()
    several(5)
    digests.compose(at=make.noon(TODAY))
    kept = Suggestion.objects.values_list("reasons", flat=True)
    assert {2 <= len(reasons) <= 4 for reasons in kept} == {True}
    assert ["nobody", 0] in kept[0]


def test_composing_again_in_the_same_week_makes_nothing_more() -> None:
    make.volunteer()
    several(12)
    assert [digests.compose(at=make.noon(MONDAY + timedelta(days=day))) for day in (0, 0, 3, 6)] == [
        1,
        0,
        0,
        0,
    ]
    assert Letter.objects.count() == 1


def test_the_same_assignment_never_comes_twice_and_one_alone_is_no_digest() -> None:
    volunteer = make.volunteer()
    offered = several(8)
    made = [digests.compose(at=make.noon(TODAY + week * WEEK)) for week in range(4)]
    assert made == [1, 1, 0, 0]
    assert sorted(suggested_to(volunteer)) == [each.pk for each in offered]


def test_what_she_is_invited_to_is_not_suggested_beside_it() -> None:
    volunteer = make.volunteer()
    invited, *others = several(4)
    make.invitation(to=invited, volunteer=volunteer)
    digests.compose(at=make.noon(TODAY))
    assert sorted(suggested_to(volunteer)) == [each.pk for each in others]


@pytest.mark.parametrize("count", [0, 1])
def test_with_fewer_than_two_that_fit_there_is_no_digest(count: int) -> None:
    make.volunteer()
    several(count)
    make.assignment(municipality=make.municipality("3301"))
    assert digests.compose(at=make.noon(TODAY)) == 0


@pytest.mark.parametrize(
    ("frequency", "weeks"), [("weekly", [0, 1, 2, 3, 4]), ("monthly", [0, 4]), ("never", [])]
)
def test_how_often_is_as_she_wishes(frequency: str, weeks: list[int]) -> None:
    make.volunteer(digest_frequency=frequency)
    several(25)
    for week in range(5):
        digests.compose(at=make.noon(MONDAY + week * WEEK))
    got = Digest.objects.order_by("week").values_list("week", flat=True)
    assert list(got) == [MONDAY + week * WEEK for week in weeks]


def test_whoever_has_left_or_wants_no_personal_order_gets_none() -> None:
    several(5)
    make.volunteer(user=make.user(is_active=False))
    make.volunteer(is_ranked=False)
    assert digests.compose(at=make.noon(TODAY)) == 0


def test_what_she_has_applied_to_is_not_suggested() -> None:
    volunteer = make.volunteer()
    applied, *others = several(4)
    make.application(to=applied, volunteer=volunteer, status=Application.Status.WITHDRAWN)
    digests.compose(at=make.noon(TODAY))
    assert sorted(suggested_to(volunteer)) == [each.pk for each in others]


def test_digests_of_an_earlier_run_today_count_as_on_their_way() -> None:
    for _ in range(6):
        make.volunteer()
    offered = several(5)
    make.assignment(municipality=make.municipality("4601"))
    digests.compose(at=make.noon(TODAY))
    digests.compose(at=make.noon(TODAY) + timedelta(minutes=1))

    coming = Outlook.objects.get(kind=Outlook.Kind.HANDED_OUT)
    looks = sum(position**-0.5 for position in range(1, 6))
    assert coming.assignments == [each.pk for each in offered]
    assert sum(coming.numbers) == pytest.approx(6 * looks * 0.01, rel=0.02)


def test_a_digest_names_the_list_it_shows() -> None:
    volunteer = make.volunteer()
    several(3)
    digests.compose(at=make.noon(TODAY))
    digest, shown = Digest.objects.get(), ShownList.objects.get()

    assert (digest.list_name, shown.source, shown.volunteer) == (shown.name, "digest", volunteer)
    assert shown.assignments == [each.assignment_id for each in digest.suggestions.all()]


@pytest.mark.django_db(transaction=True)
def test_two_who_compose_at_once_give_each_volunteer_one() -> None:
    for _ in range(40):
        make.volunteer()
    several(6)
    at_once = Barrier(2)

    def compose(_: int) -> int:
        at_once.wait()
        try:
            return digests.compose(at=make.noon(TODAY))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(compose, range(2)))
    assert sum(made) == Digest.objects.count() == Letter.objects.count() == 40


def test_the_task_composes_this_week() -> None:
    make.volunteer()
    several(5)
    compose_digests()
    assert Digest.objects.get().week == MONDAY


def test_the_command_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    make.volunteer()
    several(5)
    call_command("compose_digests")
    assert capsys.readouterr().out == "1 digests are put together.\n"
