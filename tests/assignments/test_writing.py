"""Writing an assignment and planning its sessions, and when a rule says no."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import localdate, make_aware, now

from assignments import services
from assignments.models import Assignment
from assignments.services import Planned
from portal import weekgrid
from portal.audit import trail
from portal.errors import Refused
from tests import make

pytestmark = pytest.mark.django_db

TODAY = localdate()
TOMORROW = TODAY + timedelta(days=1)


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def planned(day: date, *, hour: int = 18, places: int = 2, pk: int | None = None) -> Planned:
    """Two hours."""
    starts_at = make_aware(datetime.combine(day, time(hour)))
    return Planned(starts_at, starts_at + timedelta(hours=2), places, pk)


def test_a_draft_needs_only_a_title_and_a_place() -> None:
    organisation, by = make.organisation(), make.user()

    draft = services.create(
        organisation=organisation,
        kind="assignment",
        by=by,
        at=now(),
        title="Kaffe",
        municipality=make.municipality(),
    )

    assert (draft.status, draft.places, draft.created_by) == ("draft", 1, by)
    assert [entry.deed for entry in trail(draft)] == ["assignment.created"]


@pytest.mark.parametrize("status", ["submitted", "rejected", "suspended", "draft"])
def test_only_a_verified_organisation_posts(status: str) -> None:
    organisation = make.organisation(status=status)
    asked = {"title": "Kaffe", "municipality": make.municipality()}

    with pytest.raises(Refused, match="when it is approved"):
        services.create(organisation=organisation, kind="need", by=make.user(), at=now(), **asked)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="when it is approved"):
        services.submit(make.draft(organisation=organisation), by=make.user(), at=now())


def test_what_is_published_stays_published_when_it_is_edited() -> None:
    published, by = make.assignment(slots=1), make.user()

    services.edit(
        published, by=by, at=now(), title="New", places=5, groups=[], activities=published.activities.all()
    )

    assert (again(published).status, again(published).title, again(published).places) == (
        "published",
        "New",
        5,
    )
    assert [(entry.deed, entry.reason) for entry in trail(published)] == [
        ("assignment.edited", "title, places")
    ]


def test_saving_without_a_change_leaves_no_trace() -> None:
    published = make.assignment(slots=1)

    services.edit(
        published, by=make.user(), at=now(), title=published.title, activities=published.activities.all()
    )

    assert not trail(published).exists()


@pytest.mark.parametrize("status", ["submitted", "published"])
def test_what_is_sent_in_stays_complete(status: str) -> None:
    with pytest.raises(Refused, match="at least one activity"):
        services.edit(make.assignment(status=status, slots=1), by=make.user(), at=now(), activities=[])


def test_places_are_not_counted_below_those_who_have_one() -> None:
    published = make.assignment(places=3, places_taken=2, slots=1)

    with pytest.raises(Refused, match="2 people have a place already"):
        services.edit(published, by=make.user(), at=now(), places=1)
    services.edit(published, by=make.user(), at=now(), places=2)

    assert again(published).places == 2


def test_one_cannot_apply_after_it_is_over() -> None:
    with pytest.raises(Refused, match="cannot come after the last day of all"):
        services.edit(make.draft(), by=make.user(), at=now(), apply_by=TOMORROW, ends_on=TODAY)


def test_what_is_closed_cannot_be_changed() -> None:
    with pytest.raises(Refused, match="closed"):
        services.edit(make.assignment(status="closed"), by=make.user(), at=now(), title="New")


def test_sessions_say_when_it_is_and_how_many_are_needed() -> None:
    draft = make.draft(slots=0, places=1)
    friday, sunday = date(2099, 1, 2), date(2099, 1, 4)

    services.edit(
        draft, by=make.user(), at=now(), sessions=[planned(friday), planned(sunday, hour=11, places=3)]
    )

    said = again(draft)
    assert (said.places, said.starts_on, said.ends_on) == (5, friday, sunday)
    assert weekgrid.slots_of(said.slots) == [14, 18, 19]
    assert [session.places for session in said.sessions.all()] == [2, 3]
    assert trail(draft)[0].reason == "sessions"


def test_sessions_are_changed_added_and_removed_together() -> None:
    draft = make.draft()
    kept, removed = make.session(of=draft), make.session(of=draft)
    over = make.session(of=draft, on=TODAY - timedelta(days=3), places=4)

    services.edit(
        draft,
        by=make.user(),
        at=now(),
        sessions=[planned(TOMORROW, pk=kept.pk), planned(TOMORROW, hour=8, places=1)],
    )

    assert set(again(draft).sessions.values_list("places", flat=True)) == {4, 2, 1}
    assert again(draft).places == 7
    assert again(draft).sessions.filter(pk__in=[kept.pk, over.pk]).count() == 2
    assert not again(draft).sessions.filter(pk=removed.pk).exists()


def test_sessions_that_are_not_mentioned_stay_as_they_are() -> None:
    draft = make.draft()
    make.session(of=draft)

    services.edit(draft, by=make.user(), at=now(), title="New")

    assert again(draft).sessions.count() == 1


def test_the_session_of_another_assignment_is_not_touched() -> None:
    theirs = make.session(of=make.assignment(), places=9)

    services.edit(make.draft(), by=make.user(), at=now(), sessions=[planned(TOMORROW, pk=theirs.pk)])

    assert theirs.assignment.sessions.get().places == 9


def test_a_session_keeps_room_for_those_who_have_a_place() -> None:
    draft = make.draft()
    session = make.session(of=draft, places=3)
    draft.sessions.update(places_taken=2)

    with pytest.raises(Refused, match="2 people have a place in the session on"):
        services.edit(draft, by=make.user(), at=now(), sessions=[planned(TOMORROW, places=1, pk=session.pk)])


def test_a_session_somebody_has_applied_for_cannot_be_removed() -> None:
    draft = make.draft()
    make.application(to=draft, session=make.session(of=draft))

    with pytest.raises(Refused, match="Somebody has applied for the session on"):
        services.edit(draft, by=make.user(), at=now(), sessions=[])


def test_a_need_has_neither_places_nor_sessions() -> None:
    need = make.draft(kind="need", places=None)

    services.edit(need, by=make.user(), at=now(), places=4, sessions=[planned(TOMORROW)])

    assert again(need).places is None
    assert not again(need).sessions.exists()


@pytest.mark.parametrize(
    ("hour", "hours", "slots"),
    [(6, 6, [0]), (11, 2, [0, 1]), (18, 6, [2]), (20, 5, [2]), (0, 6, []), (8, 12, [0, 1, 2])],
)
def test_a_session_touches_parts_of_the_day_it_begins(hour: int, hours: int, slots: list[int]) -> None:
    session = make.session(of=make.assignment())
    session.starts_at = make_aware(datetime.combine(date(2099, 1, 5), time(hour)))  # a Monday
    session.ends_at = session.starts_at + timedelta(hours=hours)

    assert weekgrid.slots_of(session.slots) == slots
