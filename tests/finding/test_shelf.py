"""What a process keeps of what is published: always as it is in the database."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from assignments.finding.models import Change
from assignments.finding.shelf import KEEPER, columns, keeper
from assignments.finding.shelf.columns import OF_AN_ASSIGNMENT
from assignments.finding.shelf.keeper import Keeper
from assignments.finding.tasks import forget_old_changes
from assignments.models import Assignment
from organisations.models import Organisation
from portal.models import Activity, Group, Skill
from tests import make

pytestmark = pytest.mark.django_db


def keys() -> list[int]:
    return [int(key) for key in KEEPER.current().id]


def is_as_read_anew() -> bool:
    kept, anew = KEEPER.current(), columns.read()
    pairs = [(getattr(kept, name), getattr(anew, name)) for name in OF_AN_ASSIGNMENT]
    is_same = all(np.array_equal(old, new, equal_nan=new.dtype.kind == "f") for old, new in pairs)
    days = zip(kept.days.assignment, kept.days.day, strict=True)
    return is_same and sorted(days) == sorted(zip(anew.days.assignment, anew.days.day, strict=True))


def test_a_shelf_holds_what_is_published_by_organisations_that_are_verified() -> None:
    shown = make.assignment()
    make.assignment(status="draft")
    make.assignment(organisation=make.organisation(status=Organisation.Status.SUSPENDED))

    assert keys() == [shown.pk]


def test_each_column_says_what_the_assignment_says() -> None:
    day, now = localdate() + timedelta(days=5), timezone.now()
    numbers: dict[str, Any] = {"slots": 5, "minimum_age": 18, "norwegian": 2, "accessibility": "Heis"}
    there = make.municipality("5501")
    made = make.assignment(**numbers, starts_on=day, published_at=now, municipality=there)
    kept = KEEPER.current()

    assert (kept.municipality[0], kept.slots[0], kept.minimum_age[0], kept.norwegian[0]) == (5501, 5, 18, 2)
    assert (kept.places[0], kept.taken[0], kept.is_need[0], kept.is_accessible[0]) == (2, 0, False, True)
    assert (kept.starts[0], kept.ends[0]) == (day.toordinal(), columns.NO_DAY_MORE)
    assert made.apply_by is not None
    assert kept.apply_by[0] == made.apply_by.toordinal()
    assert kept.published[0] == pytest.approx(now.timestamp(), abs=1e-3)


def test_hours_skills_and_who_waits_stand_on_the_shelf() -> None:
    asked = make.assignment(hours=2.5)
    asked.skills.add(Skill.objects.get(position=3))
    make.application(to=asked)
    make.assignment()
    kept = KEEPER.current()

    assert kept.hours.tolist() == pytest.approx([2.5, float("nan")], nan_ok=True)
    assert kept.skills.tolist() == [1 << 3, 0]
    assert kept.unanswered.tolist() == [1, 0]


def test_a_skill_that_is_added_is_noted() -> None:
    asked = make.assignment()
    assert KEEPER.current().skills.tolist() == [0]

    asked.skills.add(Skill.objects.get(position=0))

    assert KEEPER.current().skills.tolist() == [1]


def test_sets_are_bits_in_the_order_of_their_lists() -> None:
    slugs = ("besoksvenn", "dyrehjem")
    make.assignment(activities=slugs, groups=("eldre",))
    kept = KEEPER.current()

    positions = Activity.objects.filter(slug__in=slugs).values_list("position", flat=True)
    assert int(kept.activities[0]) == sum(1 << position for position in positions)
    assert int(kept.groups[0]) == 1 << Group.objects.get(slug="eldre").position


CHANGES: dict[str, Callable[[Assignment], object]] = {
    "it is saved": lambda one: Assignment.objects.filter(pk=one.pk).update(slots=3),
    "it is closed": lambda one: Assignment.objects.filter(pk=one.pk).update(status="closed"),
    "it is deleted": lambda one: Assignment.objects.filter(pk=one.pk).delete(),
    "it gets an activity": lambda one: one.activities.add(Activity.objects.get(slug="dyrehjem")),
    "it loses its activities": lambda one: one.activities.clear(),
    "it gets a group": lambda one: one.groups.set(Group.objects.all()),
    "it gets a session": lambda one: make.session(of=one),
    "its organisation is suspended": lambda _one: Organisation.objects.update(status="suspended"),
    "another is written": lambda _one: make.assignment(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_shelf_follows_when(what: str) -> None:
    make.assignment(title="Stays")
    one = make.assignment(groups=("eldre",))
    before = keys()

    CHANGES[what](one)

    assert one.pk in before
    assert is_as_read_anew()


def test_a_shelf_that_nothing_has_happened_to_is_not_read_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make.assignment()
    kept = KEEPER.current()

    with django_assert_num_queries(1):
        assert KEEPER.current() is kept


def test_only_what_has_changed_is_read_again(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make.assignment()
    KEEPER.current()
    make.assignment()

    with django_assert_num_queries(3):  # what has changed, its sessions, and itself
        assert len(keys()) == 2


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_ends_after_a_later_one_is_not_missed() -> None:
    slow, quick = make.assignment(title="Slow"), make.assignment(title="Quick")
    keeper = Keeper()
    keeper.current()

    def write_elsewhere() -> None:
        Assignment.objects.filter(pk=quick.pk).update(slots=2)
        connection.close()

    with transaction.atomic():
        Assignment.objects.filter(pk=slow.pk).update(slots=1)
        other = Thread(target=write_elsewhere)
        other.start()
        other.join()
        between = look_elsewhere(keeper)
    after = keeper.current()

    assert between == {slow.pk: 0, quick.pk: 2}
    assert dict(zip(after.id.tolist(), after.slots.tolist(), strict=True)) == {slow.pk: 1, quick.pk: 2}


def look_elsewhere(keeper: Keeper) -> dict[int, int]:
    """The times of the week as another connection sees them."""
    seen: dict[int, int] = {}

    def look() -> None:
        kept = keeper.current()
        seen.update(zip(kept.id.tolist(), kept.slots.tolist(), strict=True))
        connection.close()

    other = Thread(target=look)
    other.start()
    other.join()
    return seen


def test_a_reader_gets_the_old_shelf_while_another_mends_it() -> None:
    make.assignment()
    kept = KEEPER.current()
    make.assignment()

    with KEEPER.lock:
        assert KEEPER.current() is kept
    assert KEEPER.current() is not kept


def test_notes_of_changes_are_forgotten_and_a_shelf_that_slept_meanwhile_begins_anew() -> None:
    make.assignment()
    KEEPER.current()
    make.assignment()
    Change.objects.update(at=Change.objects.earliest("at").at - timedelta(hours=2))

    forget_old_changes()
    KEEPER.looked_at -= keeper.READ_AGAIN_SECONDS + 1

    assert not Change.objects.exists()
    assert len(keys()) == 2


def test_an_emptied_table_empties_the_shelf() -> None:
    make.assignment()
    KEEPER.current()

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE assignments_assignment CASCADE")

    assert keys() == []
