"""What is expected of assignments: from the lists of today, from a night's look ahead, and from what came."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from assignments.models import Assignment
from matching import foresight, outlook
from matching.dials.models import Outlook, Togetherness
from matching.learning import services as learning
from matching.learning.models import ShownList
from matching.models import Application
from matching.offers import KEEPER, world_with
from matching.tasks import count_handed_out, look_ahead
from matching.volunteers.models import Volunteer
from portal.models import Activity
from tests import make

pytestmark = pytest.mark.django_db
TODAY = localdate()
Kind = Outlook.Kind


def shown_to(volunteer: Volunteer, *shown: Assignment, source: str = "for_you") -> None:
    """A list in which everything fits as well as can be."""
    signals = np.ones((len(shown), 7), np.float32)
    keys = [each.pk for each in shown]
    showing = learning.Showing(source=source, model_version="1", at=now())
    learning.remember_all(showing, volunteers=[volunteer.pk], shown=np.array([keys]), signals=signals[None])


def foretold(*, typical: float = 10.5, rate: float = 0.01) -> None:
    facts = {"assignments": [], "numbers": [], "until": now(), "on": TODAY}
    Outlook.objects.create(kind=Kind.FORECAST, typical=typical, rate=rate, **facts)


def numbers(kind: str) -> dict[int, float]:
    last = Outlook.objects.last_of(kind)
    return dict(zip(last.assignments, last.numbers, strict=True)) if last else {}


def test_what_lists_of_today_will_bring_counts_at_once_and_once() -> None:
    first, second = make.assignment(), make.assignment()
    foretold()
    shown_to(make.volunteer(), first, second)
    outlook.count_handed_out(on=TODAY, at=now())
    outlook.count_handed_out(on=TODAY, at=now())

    assert numbers(Kind.HANDED_OUT) == pytest.approx({first.pk: 0.01, second.pk: 0.01 * 2**-0.7}, rel=1e-3)
    assert KEEPER.current(on=TODAY).assignments.expected.tolist() == pytest.approx([0.01, 0.0062], abs=1e-4)


def test_later_lists_are_added_and_those_of_letters_fade_less() -> None:
    first, second = make.assignment(), make.assignment()
    foretold()
    shown_to(make.volunteer(), first)
    outlook.count_handed_out(on=TODAY, at=now())
    shown_to(make.volunteer(), first, second, source="digest")
    count_handed_out()

    assert numbers(Kind.HANDED_OUT) == pytest.approx({first.pk: 0.02, second.pk: 0.01 * 2**-0.5}, rel=1e-3)


def test_a_new_day_begins_anew_and_without_a_forecast_nothing_is_counted() -> None:
    shown_to(make.volunteer(), make.assignment())
    outlook.count_handed_out(on=TODAY, at=now())
    assert not Outlook.objects.exists()

    foretold()
    outlook.count_handed_out(on=TODAY, at=now())
    outlook.count_handed_out(on=TODAY + timedelta(days=1), at=now() + timedelta(days=1))
    assert Outlook.objects.filter(kind=Kind.HANDED_OUT).count() == 1


def test_only_a_few_outlooks_are_kept() -> None:
    made = make.assignment()
    known = outlook.Known(TODAY, now(), 0.0, 0.01)
    for count in range(outlook.KEPT + 3):
        said = outlook.Numbers(np.array([made.pk]), np.array([count], np.float32))
        outlook.store(Kind.HANDED_OUT, said, known)

    assert Outlook.objects.count() == outlook.KEPT
    assert numbers(Kind.HANDED_OUT) == {made.pk: outlook.KEPT + 2}


def test_a_night_looks_ahead_and_expects_most_where_most_would_see_it(client: Client) -> None:
    here, elsewhere = make.assignment(), make.assignment(municipality=make.municipality("5601"))
    for _ in range(4):
        reader = make.volunteer()
        client.force_login(reader.user)
        client.get("/for-deg/")
    look_ahead()
    expected = numbers(Kind.FORECAST)

    assert expected[here.pk] > expected.get(elsewhere.pk, 0)
    assert KEEPER.current(on=TODAY).assignments.expected[0] == pytest.approx(expected[here.pk])


def test_what_is_seen_is_added_night_by_night() -> None:
    made = make.assignment()
    shown_to(make.volunteer(), made)
    foresight.look_ahead(on=TODAY, at=now())
    once = numbers(Kind.SEEN)[made.pk]
    foresight.look_ahead(on=TODAY, at=now())
    assert numbers(Kind.SEEN)[made.pk] == pytest.approx(once)

    shown_to(make.volunteer(), made)
    foresight.look_ahead(on=TODAY, at=now())
    assert numbers(Kind.SEEN)[made.pk] == pytest.approx(2 * once, rel=0.2)


def test_what_many_say_yes_to_appeals_and_so_do_others_of_its_organisation() -> None:
    loved, other = make.assignment(places=30), make.assignment(places=30)
    sibling = make.assignment(organisation=loved.organisation)
    for _ in range(12):
        make.application(to=loved)
    make.application(to=other)
    foresight.look_ahead(on=TODAY, at=now())
    appeals = numbers(Kind.APPEAL)

    assert appeals[loved.pk] > appeals[sibling.pk] > appeals[other.pk]
    assert KEEPER.current(on=TODAY).assignments.appeal.tolist() == pytest.approx(
        [appeals[loved.pk], appeals[other.pk], appeals[sibling.pk]]
    )


def test_what_the_same_people_tick_goes_together() -> None:
    first, second, third = Activity.objects.filter(position__in=[0, 30, 60]).order_by("position")
    for _ in range(3):
        make.volunteer(activities=(first.slug, second.slug))
    make.volunteer(activities=(third.slug,))
    make.volunteer(activities=())
    look_ahead()
    counted = Togetherness.objects.get()
    both = np.array(counted.counts).reshape(64, 64)

    assert counted.volunteers == 4
    assert (both[0, 0], both[0, 30], both[0, 60], both[60, 60]) == (3, 3, 0, 1)
    together = world_with(counted).together
    assert together[0, 30] > 0 > together[0, 60]


def test_a_night_with_nobody_and_nothing_is_a_quiet_one() -> None:
    look_ahead()
    count_handed_out()

    assert (numbers(Kind.FORECAST), numbers(Kind.APPEAL), ShownList.objects.count()) == ({}, {}, 0)
    assert not Application.objects.exists()


def test_what_closed_long_ago_is_forgotten() -> None:
    old = make.assignment(apply_by=date(TODAY.year - 2, 1, 1))
    shown_to(make.volunteer(), old)
    look_ahead()

    assert numbers(Kind.SEEN) == {}
