"""What a process keeps in the ranker's form: as the database has it, and nobody waits for it."""

from datetime import timedelta
from threading import Event, Thread
from typing import Any

import numpy as np
import pytest
from django.utils.timezone import localdate, now

from assignments.finding.shelf import KEEPER as SHELF
from assignments.finding.shelf import Selection
from matching import fit, offers
from matching.dials import services as dials
from matching.dials.models import Dials, Outlook
from matching.offers import KEEPER, Keeper, Offers
from matching.ranking import LAUNCH, PLACES_OF_A_NEED, standing
from organisations.models import Organisation
from portal.models import Activity, Group, Skill
from tests import make

pytestmark = pytest.mark.django_db
TODAY = localdate()
DAY = fit.day_of(TODAY)
WEIGHTS = {name: getattr(LAUNCH, name) for name in Dials.WEIGHTS}


def current() -> Offers:
    return KEEPER.current(on=TODAY)


def foresee(**said: Any) -> Outlook:
    facts = {"kind": "forecast", "on": TODAY, "until": now(), "typical": 1.5, "rate": 0.03}
    return Outlook.objects.create(**facts | said)


def test_an_assignment_stands_there_as_it_says() -> None:
    made = make.assignment(slots=5, hours=2, minimum_age=18, norwegian=2, is_remote=True, places=3)
    made.skills.add(Skill.objects.get(position=4))
    make.application(to=made)
    what = current().assignments

    assert (what.id[0], what.slots[0], what.hours[0], what.minimum_age[0]) == (made.pk, 5, 2, 18)
    assert (what.norwegian[0], what.remote[0], what.places[0], what.signups[0]) == (2, True, 3, 1)
    assert (what.skills[0], what.is_regular[0], what.is_open[0]) == (1 << 4, True, True)
    activity = Activity.objects.get(slug="besoksvenn").position
    assert (what.activities[0], what.main_activity[0]) == (1 << activity, activity)
    assert (what.published[0], what.deadline[0]) == (DAY, DAY + 21)


def test_a_need_has_room_for_many_and_what_is_full_is_not_open() -> None:
    need, full = make.need(), make.assignment(places=1, places_taken=1)
    what = current().assignments

    assert what.id.tolist() == [need.pk, full.pk]
    assert what.places.tolist() == [PLACES_OF_A_NEED, 1]
    assert what.is_open.tolist() == [True, False]
    assert np.isnan(what.hours).all()


def test_a_volunteer_stands_there_as_she_says() -> None:
    she = make.volunteer(slots=9, rhythm="once", hours=3, norwegian=1, birth_year=1990, max_km=30)
    she.groups.add(Group.objects.get(position=6))
    she.skills.add(Skill.objects.get(position=2))
    who = fit.volunteers([she.pk], fit.ground(), on=TODAY)

    assert (who.id[0], who.slots[0], who.rhythm[0], who.hours[0], who.max_km[0]) == (she.pk, 9, 1, 3, 30)
    assert (who.groups[0], who.skills[0], who.norwegian[0]) == (1 << 6, 1 << 2, 1)
    assert (who.age[0], who.remote_ok[0], who.certificate_ok[0]) == (TODAY.year - 1990, True, True)
    assert who.activities[0] == 1 << Activity.objects.get(slug="besoksvenn").position
    who.check(fit.ground().world)


def test_what_a_volunteer_has_not_said_is_unknown() -> None:
    she = make.volunteer(activities=(), municipality=None, birth_year=None)
    who = fit.volunteers([she.pk], fit.ground(), on=TODAY)

    assert (who.activities[0], who.slots[0], who.rhythm[0], who.municipality[0]) == (0, 0, 0, -1)
    assert (who.age[0], who.norwegian[0], np.isnan(who.hours[0])) == (-1, -1, True)


def test_only_volunteers_who_exist_are_read_in_the_order_of_their_keys() -> None:
    first, second = make.volunteer(), make.volunteer()
    who = fit.volunteers([second.pk, first.pk, 10**9], fit.ground(), on=TODAY)

    assert who.id.tolist() == [first.pk, second.pk]
    assert len(fit.volunteers([], fit.ground(), on=TODAY)) == 0


def test_what_is_written_stands_there_at_the_next_look() -> None:
    first = make.assignment()
    assert current().assignments.id.tolist() == [first.pk]

    second = make.assignment()
    make.application(to=first)
    assert current().assignments.id.tolist() == [first.pk, second.pk]
    assert current().assignments.signups.tolist() == [1, 0]


def test_it_is_set_up_again_after_a_pause_only(monkeypatch: pytest.MonkeyPatch) -> None:
    make.assignment()
    kept = current()
    monkeypatch.setattr(offers, "PAUSE_SECONDS", 60)
    monkeypatch.setattr(offers, "PAUSES", 1e9)
    make.assignment()

    assert current() is kept
    found = Selection.of(SHELF.current(), on=TODAY)
    assert len(KEEPER.current(on=TODAY, found=found).assignments) == 2
    assert KEEPER.current(on=TODAY + timedelta(days=1)).on == TODAY + timedelta(days=1)


def test_what_is_found_is_found_again_on_an_older_shelf() -> None:
    first = make.assignment()
    kept = current()
    second = make.assignment()
    first.delete()
    found = Selection.of(SHELF.current(), on=TODAY)

    assert found.shelf.id.tolist() == [second.pk]
    assert kept.rows_of(found).tolist() == [False]
    assert current().rows_of(found).tolist() == [True]


def test_what_is_expected_comes_from_the_latest_outlooks() -> None:
    first, second = make.assignment(), make.assignment()
    foresee(assignments=[first.pk], numbers=[9.0])
    foresee(assignments=[first.pk, 10**9], numbers=[0.5, 4.0])
    foresee(assignments=[first.pk, second.pk], numbers=[0.25, 0.5], kind="handed")

    assert current().assignments.expected.tolist() == [0.75, 0.5]


def test_what_was_handed_out_yesterday_has_come_by_now_or_never_will() -> None:
    first = make.assignment()
    foresee(assignments=[first.pk], numbers=[0.25], kind="handed", on=TODAY - timedelta(days=1))

    assert current().assignments.expected.tolist() == [0]


def test_who_leaves_people_without_an_answer_is_lifted_no_more_until_she_answers() -> None:
    made = make.assignment()
    theirs = Organisation.objects.filter(pk=made.organisation_id)
    lift = standing.need_lift(current().assignments, LAUNCH)
    assert lift[0] > 1

    theirs.update(is_silent=True)
    assert standing.need_lift(current().assignments, LAUNCH).tolist() == [0]
    theirs.update(is_silent=False)
    assert standing.need_lift(current().assignments, LAUNCH).tolist() == lift.tolist()


def test_new_weights_count_at_once() -> None:
    make.assignment()
    assert current().model == LAUNCH

    made = dials.turn(by=make.moderator(), note="Why", is_relevance_only=False, **WEIGHTS | {"time": 2.0})
    assert (current().model.version, current().model.time) == (made.version, 2.0)


def test_nobody_waits_while_another_sets_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    make.assignment()
    keeper = Keeper()
    kept = keeper.current(on=TODAY)
    setting_up, go_on = Event(), Event()

    def slow() -> None:
        with keeper.lock:
            setting_up.set()
            go_on.wait(10)

    other = Thread(target=slow)
    other.start()
    setting_up.wait(10)
    make.assignment()
    assert keeper.current(on=TODAY) is kept
    go_on.set()
    other.join()
    assert len(keeper.current(on=TODAY).assignments) == 2
