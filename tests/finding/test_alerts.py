"""What is new in saved searches: told once, in one letter, at the time one has chosen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assignments.finding import alerts, services
from assignments.finding.models import Alert, Hit, SavedSearch
from assignments.finding.tasks import forget_old_alerts, look_for_new_hits
from assignments.models import Assignment
from assignments.services import approve, edit, reject
from portal.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told(search: SavedSearch) -> list[str]:
    """The titles a search has told of."""
    hits = search.hits.filter(alert__isnull=False).order_by("assignment__title")
    return list(hits.values_list("assignment__title", flat=True))


def test_a_new_hit_owes_a_letter() -> None:
    search = make.saved_search("kommune=0301")
    make.assignment(title="Fits")
    make.assignment(title="Elsewhere", municipality=make.municipality("5501"))

    assert alerts.look(at=timezone.now()) == 1

    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.about) == ("search.hits", search.user, Alert.objects.get())
    assert (letter.is_repeatable, letter.sent_at) == (False, None)
    assert told(search) == ["Fits"]


def test_looking_again_tells_nothing_more() -> None:
    make.saved_search()
    make.assignment()

    assert [alerts.look(at=NOW + n * timedelta(minutes=5)) for n in range(4)] == [1, 0, 0, 0]


def test_with_nothing_new_nobody_is_written_to_and_nothing_is_searched() -> None:
    for number in range(3):
        make.saved_search(f"q={number}")
    make.assignment(published_at=NOW - 3 * HOUR)

    with CaptureQueriesContext(connection) as asked:
        assert alerts.look(at=NOW) == 0
    assert len(asked) == 3
    assert not Letter.objects.exists()


def test_only_what_is_open_and_fits_is_told() -> None:
    search = make.saved_search("q=walk")
    make.assignment(title="A walk")
    make.assignment(title="A closed walk", status=Assignment.Status.CLOSED)
    make.assignment(title="A walk too late", apply_by=timezone.localdate() - DAY)
    make.assignment(title="A walk not approved", status="submitted", published_at=None)
    make.assignment(title="A walk without places", places=1, places_taken=1)

    alerts.look(at=NOW)

    assert told(search) == ["A walk"]


def test_what_is_edited_or_approved_again_is_not_told_again() -> None:
    search = make.saved_search()
    assignment, moderator = make.assignment(title="Told", slots=1), make.moderator()
    assert alerts.look(at=NOW) == 1

    edit(assignment, by=moderator, at=NOW, summary="Changed")
    assignment.refresh_from_db()
    reject(assignment, by=moderator, at=NOW + HOUR, reason="Say more.")
    Assignment.objects.update(status="submitted")
    approve(Assignment.objects.get(), by=moderator, at=NOW + 2 * HOUR)

    assert alerts.look(at=NOW + 3 * HOUR) == 0
    assert told(search) == ["Told"]


def test_what_was_there_when_the_search_was_saved_is_not_new() -> None:
    user, at = make.user(), timezone.now()
    make.assignment(title="Seen already", published_at=at - timedelta(seconds=5))
    search = services.save(QueryDict("kommune=0301"), by=user, at=at, name="Oslo", often="at_once")
    make.assignment(title="New", published_at=at + timedelta(seconds=5))

    assert alerts.look(at=at + timedelta(minutes=5)) == 1
    assert told(search) == ["New"]


def test_an_approval_that_took_its_time_is_not_lost() -> None:
    """Its time is that of its beginning, and somebody has looked before it was over."""
    search = make.saved_search(looked_at=NOW)
    make.assignment(title="Approved meanwhile", published_at=NOW - timedelta(minutes=1))

    alerts.look(at=NOW + timedelta(minutes=5))

    assert told(search) == ["Approved meanwhile"]


def test_who_switches_alerts_on_hears_of_what_comes_from_then_on() -> None:
    search = make.saved_search(often="never", looked_at=NOW - 9 * DAY)
    make.assignment(title="Old", published_at=NOW - DAY)
    make.assignment(title="Of this minute", published_at=NOW - timedelta(seconds=9))
    services.change(search, by=search.user, at=NOW, name="Oslo", often="at_once")

    assert alerts.look(at=NOW + HOUR) == 0


def test_one_person_gets_one_letter_for_all_her_searches() -> None:
    user = make.user()
    for query in ("kommune=0301", "fylke=03", "kommune=5501"):
        make.saved_search(query, user=user)
    make.saved_search("fylke=03")
    make.assignment()

    assert alerts.look(at=NOW) == 2
    assert Alert.objects.get(user=user).hits.count() == 2


@pytest.mark.parametrize("field", ["often", "is_active"])
def test_who_does_not_want_letters_or_may_not_sign_in_gets_none(field: str) -> None:
    search = make.saved_search(often="never" if field == "often" else "at_once")
    search.user.is_active = field != "is_active"
    search.user.save()
    make.assignment()

    assert alerts.look(at=NOW) == 0


def oslo(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in November 2026, when Oslo is an hour ahead; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("often", "looked_at", "at", "is_due"),
    [
        ("at_once", oslo(24, 12), oslo(24, 12, 5), True),
        ("daily", oslo(24, 7), oslo(25, 6, 55), False),
        ("daily", oslo(24, 7), oslo(25, 7), True),
        ("daily", oslo(24, 23), oslo(25, 9), True),
        ("daily", oslo(25, 7), oslo(25, 7, 5), False),
        ("weekly", oslo(16, 7), oslo(22, 23), False),
        ("weekly", oslo(16, 7), oslo(23, 6, 55), False),
        ("weekly", oslo(16, 7), oslo(23, 7), True),
        ("weekly", oslo(16, 7), oslo(26, 3), True),
        ("weekly", oslo(23, 7), oslo(29, 12), False),
        ("never", oslo(1, 7), oslo(29, 12), False),
    ],
)
def test_each_search_has_its_time(often: str, looked_at: datetime, at: datetime, is_due: bool) -> None:
    make.saved_search(often=often, looked_at=looked_at)

    assert SavedSearch.objects.due(at=at).exists() == is_due


def test_a_morning_without_news_is_over() -> None:
    search = make.saved_search(often="daily", looked_at=oslo(24, 7))
    assert alerts.look(at=oslo(25, 7)) == 0
    make.assignment(published_at=oslo(25, 11), apply_by=oslo(30, 7))

    assert [alerts.look(at=oslo(25, 12)), alerts.look(at=oslo(26, 7))] == [0, 1]
    assert len(told(search)) == 1


def test_equal_searches_are_searched_once_and_questions_do_not_grow() -> None:
    make.assignment()
    asked = []
    for _ in range(2):
        for _ in range(20):
            make.saved_search("kommune=0301&tema=fellesskap")
        with CaptureQueriesContext(connection) as context:
            assert alerts.look(at=timezone.now()) == 20
        asked.append(len(context))
    assert asked[1] <= asked[0] <= 20


@pytest.mark.django_db(transaction=True)
def test_two_who_look_at_the_same_time_tell_once() -> None:
    for _ in range(30):
        make.saved_search()
    make.assignment()
    barrier = Barrier(2)

    def look(_number: int) -> int:
        barrier.wait()
        try:
            return alerts.look(at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(look, range(2)))
    alerts.look(at=NOW)
    assert Letter.objects.count() == Letter.objects.values("to").distinct().count() == 30
    assert Hit.objects.count() == 30


def test_what_is_closed_for_good_is_forgotten() -> None:
    make.saved_search()
    make.assignment(title="Closed")
    make.assignment(title="Open")
    look_for_new_hits()
    Assignment.objects.filter(title="Closed").update(status="closed")
    Alert.objects.update(created_at=NOW - 91 * DAY)

    forget_old_alerts()

    assert [hit.assignment.title for hit in Hit.objects.all()] == ["Open"]
    assert not Alert.objects.exists()
    assert alerts.look(at=NOW + HOUR) == 0
