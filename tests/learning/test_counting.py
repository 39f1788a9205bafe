"""What came of the lists is counted by month, for moderators to read."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate

from matching.learning import counting, tasks
from matching.learning.models import Outcome, ShownList
from matching.volunteers.models import Volunteer
from tests import make
from tests.learning.test_command import row

pytestmark = pytest.mark.django_db
MONTHS = "/admin/learning/outcome/"


def shown(to: Volunteer, on: date, marks: Sequence[int], *, source: str = "for_you") -> None:
    made = row(to, ShownList.objects.count(), days_ago=(localdate() - on).days, source=source)
    made.marks, made.assignments = list(marks), list(range(len(marks)))
    made.signals = bytes(7 * len(marks))
    made.save(force_insert=True)


def counted() -> list[tuple[object, ...]]:
    columns = ("month", "source", "lists", "shown", "opened", "applied", "answered", "accepted")
    return list(Outcome.objects.values_list(*columns))


def test_each_month_and_kind_of_list_is_counted() -> None:
    she = make.volunteer()
    shown(she, date(2030, 11, 2), [0, 1, 3])
    shown(she, date(2030, 11, 30), [11, 15, 0, 0, 1])
    shown(she, date(2030, 11, 30), [3], source="digest")
    shown(she, date(2030, 10, 31), [0])
    counting.count(on=date(2030, 11, 30))

    assert counted() == [
        (date(2030, 11, 1), "digest", 1, 1, 1, 1, 0, 0),
        (date(2030, 11, 1), "for_you", 2, 8, 5, 3, 2, 1),
        (date(2030, 10, 1), "for_you", 1, 1, 0, 0, 0, 0),
    ]


def test_counted_again_nothing_is_counted_twice_and_news_are_seen() -> None:
    she = make.volunteer()
    shown(she, date(2030, 11, 2), [0])
    counting.count(on=date(2030, 11, 30))
    ShownList.objects.update(marks=[3])
    counting.count(on=date(2030, 12, 1))

    assert counted() == [(date(2030, 11, 1), "for_you", 1, 1, 1, 1, 0, 0)]


def test_what_was_counted_outlives_the_lists_and_is_about_nobody() -> None:
    she = make.volunteer()
    shown(she, date(2030, 8, 31), [15])
    counting.count(on=date(2030, 8, 31))
    she.user.delete()
    counting.count(on=date(2030, 11, 1))

    assert counted() == [(date(2030, 8, 1), "for_you", 1, 1, 1, 1, 1, 1)]


def test_the_task_counts_today() -> None:
    shown(make.volunteer(), localdate(), [0, 1])
    tasks.count_outcomes()

    assert Outcome.objects.get().opened == 1


def test_a_moderator_reads_the_numbers_and_no_list_of_anybody(moderator_client: Client) -> None:
    she = make.volunteer(user=make.user(name="Ida Moe"))
    shown(she, date(2030, 11, 2), [0, 1, 3, 15, 0, 0, 0, 0])
    counting.count(on=date(2030, 11, 30))
    page = moderator_client.get(MONTHS)

    for told in ("November 2030", "For you", "launch-1", "3 (37.5 %)", "2 (66.7 %)", "1 (50.0 %)"):
        assert told in page.text
    assert "Ida Moe" not in page.text
    assert moderator_client.get("/admin/learning/shownlist/").status_code == 404
    assert moderator_client.post(f"{MONTHS}add/").status_code == 403


def test_in_norwegian_numbers_have_a_comma(moderator_client: Client) -> None:
    shown(make.volunteer(), date(2030, 11, 2), [0, 1, 3, 15, 0, 0, 0, 0])
    counting.count(on=date(2030, 11, 30))
    moderator_client.cookies["django_language"] = "nb"

    assert "3 (37,5 %)" in moderator_client.get(MONTHS).text


def test_where_nothing_was_opened_there_is_no_share(moderator_client: Client) -> None:
    shown(make.volunteer(), date(2030, 11, 2), [0])
    counting.count(on=date(2030, 11, 30))

    assert "–" in moderator_client.get(MONTHS).text
