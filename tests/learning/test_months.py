"""A month of lists is a partition: made in time, given what landed elsewhere, dropped when old."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.utils.timezone import localdate

from matching.learning import months, services, tasks
from matching.learning.models import ShownList
from matching.volunteers.models import Volunteer
from tests import make

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER, JANUARY = date(2030, 11, 1), date(2030, 12, 1), date(2031, 1, 1)


def shown(on: date, to: Volunteer) -> str:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    told: dict[str, Any] = {"source": "for_you", "model_version": "launch-1", "shown": [1, 2], "at": at}
    return services.remember(volunteer_id=to.pk, signals=np.zeros((2, 7), np.float32), **told)


def where() -> Iterator[tuple[str, date]]:
    """In which table each list stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text, shown_on FROM learning_shownlist ORDER BY shown_on")
        yield from cursor.fetchall()


def test_the_migration_has_made_room_for_some_months() -> None:
    assert all(month.day == 1 for month in months.partitions())
    assert len(months.partitions()) >= 2


def test_a_list_of_any_day_finds_room_and_comes_home_when_its_month_is_made() -> None:
    she = make.volunteer()
    name = shown(date(2030, 11, 30), she)
    shown(DECEMBER, she)
    assert [table for table, _on in where()] == [months.REST] * 2

    assert months.landed() == [NOVEMBER, DECEMBER]
    assert months.make(NOVEMBER)

    assert list(where()) == [
        ("learning_shownlist_2030_11", date(2030, 11, 30)),
        (months.REST, DECEMBER),
    ]
    services.opened(name, by=she.user, assignment_id=2)
    assert ShownList.objects.get(shown_on__lt=DECEMBER).marks == [0, 1]


def test_what_comes_home_is_erased_with_her_as_all_else() -> None:
    she = make.volunteer()
    shown(NOVEMBER, she)
    months.make(NOVEMBER)
    shown(date(2030, 11, 2), she)
    she.user.delete()

    assert not ShownList.objects.exists()


def test_the_night_makes_this_month_and_the_next_and_does_nothing_twice() -> None:
    months.keep(on=date(2030, 11, 22))
    made = months.partitions()
    months.keep(on=date(2030, 11, 22))

    assert {NOVEMBER, DECEMBER} <= made.keys()
    assert JANUARY not in made
    assert months.partitions() == made
    assert not months.make(NOVEMBER)


def test_the_night_brings_home_whatever_landed_elsewhere() -> None:
    she = make.volunteer()
    shown(date(2030, 2, 3), she)
    months.keep(on=date(2030, 11, 22))

    assert [table for table, _on in where()] == ["learning_shownlist_2030_02"]


def test_nothing_is_kept_for_longer_than_twelve_months() -> None:
    she = make.volunteer()
    for on in (date(2029, 11, 30), date(2029, 12, 1), date(2030, 11, 3)):
        shown(on, she)
        months.make(months.first_of(on))
    shown(date(2029, 1, 1), she)
    months.keep(on=date(2030, 11, 30))

    assert [on for _table, on in where()] == [date(2029, 12, 1), date(2030, 11, 3)]
    assert min(months.partitions()) == date(2029, 12, 1)


def test_the_task_does_it_today() -> None:
    tasks.keep_months()

    today = localdate()
    assert {months.first_of(today), months.first_of(today, later=1)} <= months.partitions().keys()


@pytest.mark.parametrize(
    ("later", "month"), [(0, NOVEMBER), (1, DECEMBER), (2, JANUARY), (-11, date(2029, 12, 1))]
)
def test_months_before_and_after(later: int, month: date) -> None:
    assert months.first_of(date(2030, 11, 30), later=later) == month
