"""Sending in, deciding and closing: who is told, and when a rule says no."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate, now

from assignments import services
from assignments.models import Assignment
from assignments.tasks import close_outdated_assignments
from organisations.models import Coordinator, Organisation
from portal import letters
from portal.audit import trail
from portal.errors import Refused
from portal.models import Letter
from tests import make

pytestmark = pytest.mark.django_db

TODAY = localdate()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def test_sending_in_says_everything_that_is_missing() -> None:
    draft = make.draft(activities=(), summary="", description="", rhythm="", slots=0, apply_by=YESTERDAY)

    assert list(services.missing(draft, on=TODAY)) == [
        *("summary", "description", "activities", "rhythm", "slots", "apply_by")
    ]
    with pytest.raises(Refused, match="Write a summary"):
        services.submit(draft, by=make.user(), at=now())
    assert again(draft).status == "draft"


@pytest.mark.parametrize(
    "fields", [{"slots": 0, "ends_on": TOMORROW}, {"kind": "need", "places": None, "slots": 0}]
)
def test_a_time_may_be_a_last_day_and_a_need_has_none(fields: dict[str, Any]) -> None:
    assert services.missing(make.draft(**fields), on=TODAY) == {}


@pytest.mark.parametrize("status", ["draft", "rejected"])
def test_what_is_complete_is_sent_in_once(status: str) -> None:
    draft, by, at = make.draft(status=status), make.user(), now()

    services.submit(draft, by=by, at=at)

    assert (again(draft).status, again(draft).submitted_at) == ("submitted", at)
    with pytest.raises(Refused, match="sent already"):
        services.submit(draft, by=by, at=at)


def test_approving_publishes_with_a_last_day_and_owes_letters() -> None:
    waiting, by, at = make.draft(status="submitted"), make.moderator(), now()
    owner = make.coordinator(of=waiting.organisation)
    make.coordinator(of=waiting.organisation, role=Coordinator.Role.READ_ONLY)

    services.approve(waiting, by=by, at=at)

    published = again(waiting)
    assert (published.status, published.published_at, published.decided_by) == ("published", at, by)
    assert published.apply_by == TODAY + timedelta(days=settings.OPEN_DAYS_WITHOUT_DEADLINE)
    assert [(letter.kind, letter.to) for letter in Letter.objects.all()] == [
        ("assignment.approved", owner.user)
    ]


@pytest.mark.parametrize(
    ("fields", "day"),
    [({"ends_on": TOMORROW}, TOMORROW), ({"apply_by": TODAY, "ends_on": TOMORROW}, TODAY)],
)
def test_the_last_day_to_apply_is_never_after_the_last_day_of_all(
    fields: dict[str, Any], day: object
) -> None:
    waiting = make.draft(status="submitted", **fields)

    services.approve(waiting, by=make.moderator(), at=now())

    assert again(waiting).apply_by == day


def test_what_is_over_before_it_is_read_cannot_be_published() -> None:
    with pytest.raises(Refused, match="The last day to apply is over"):
        services.approve(make.draft(status="submitted", apply_by=YESTERDAY), by=make.moderator(), at=now())


def test_nothing_of_a_suspended_organisation_is_published() -> None:
    suspended = make.organisation(status=Organisation.Status.SUSPENDED)
    waiting = make.draft(organisation=suspended, status="submitted")

    with pytest.raises(Refused):
        services.approve(waiting, by=make.moderator(), at=now())


@pytest.mark.parametrize("status", ["submitted", "published"])
def test_rejecting_takes_a_reason_that_the_coordinators_get(status: str) -> None:
    assignment, by = make.assignment(status=status), make.moderator()
    owner = make.coordinator(of=assignment.organisation)

    with pytest.raises(Refused, match="Say why"):
        services.reject(assignment, by=by, at=now(), reason=" ")
    services.reject(assignment, by=by, at=now(), reason="Say what one does.")

    assert (again(assignment).status, again(assignment).decision) == ("rejected", "Say what one does.")
    assert (trail(assignment)[0].deed, trail(assignment)[0].reason) == (
        "assignment.rejected",
        "Say what one does.",
    )
    assert Letter.objects.get().to == owner.user


@pytest.mark.parametrize("status", ["draft", "rejected", "closed"])
def test_only_what_waits_is_decided_on(status: str) -> None:
    with pytest.raises(Refused, match="has changed since you looked at it"):
        services.approve(make.draft(status=status), by=make.moderator(), at=now())


def test_nobody_approves_a_text_that_has_changed_unseen() -> None:
    waiting = make.draft(status="submitted")
    seen_at = waiting.changed_at
    services.edit(waiting, by=make.user(), at=now(), title="Something else")

    with pytest.raises(Refused, match="«Something else» has changed"):
        services.approve(waiting, by=make.moderator(), at=now(), seen_at=seen_at)


def test_closing_is_for_good_and_once() -> None:
    published, at = make.assignment(), now()

    services.close(published, by=make.user(), at=at)
    services.close(published, by=make.user(), at=now())

    assert (again(published).status, again(published).closed_at) == ("closed", at)
    assert [entry.deed for entry in trail(published)] == ["assignment.closed"]


@pytest.mark.parametrize(
    ("fields", "is_closed"),
    [
        ({"apply_by": YESTERDAY}, True),
        ({"apply_by": TODAY}, False),
        ({"apply_by": YESTERDAY, "ends_on": YESTERDAY}, True),
        ({"apply_by": YESTERDAY, "ends_on": TODAY}, False),
        ({"apply_by": YESTERDAY, "status": "rejected"}, False),
    ],
)
def test_what_is_over_closes_itself(fields: dict[str, Any], is_closed: bool) -> None:
    assignment = make.assignment(**fields)

    close_outdated_assignments()
    close_outdated_assignments()

    assert (again(assignment).status == "closed") is is_closed
    assert [entry.by for entry in trail(assignment)] == ([None] if is_closed else [])


def test_the_letter_of_an_approval_shows_the_way() -> None:
    waiting = make.draft(status="submitted", title="Kaffe & kake", apply_by=date(2099, 5, 17))
    make.coordinator(of=waiting.organisation, user=make.user(language="en", name="Kari Nordmann"))
    services.approve(waiting, by=make.moderator(), at=now())

    mail = letters.compose(Letter.objects.get())

    assert mail.subject == "Published: Kaffe & kake"
    assert "Hello Kari," in mail.body
    assert "until May 17, 2099" in mail.body
    assert f"{settings.SITE_URL}/oppdrag/{waiting.pk}-kaffe-kake/" in mail.body
    assert "Kaffe &amp; kake" in str(mail.alternatives[0][0])


def test_the_letter_of_a_rejection_says_why_and_where() -> None:
    waiting = make.draft(status="submitted", title="Kaffe")
    make.coordinator(of=waiting.organisation, user=make.user(language="en"))
    services.reject(waiting, by=make.moderator(), at=now(), reason="Hva gjør man?")

    mail = letters.compose(Letter.objects.get())

    assert mail.subject == "Not published: Kaffe"
    for text in (mail.body, str(mail.alternatives[0][0])):
        assert "Hva gjør man?" in text
        assert f"{settings.SITE_URL}/koordinator/oppdrag/{waiting.pk}/" in text


def test_why_it_was_rejected_is_told_though_it_has_been_sent_in_again() -> None:
    waiting = make.draft(status="submitted")
    make.coordinator(of=waiting.organisation)
    services.reject(waiting, by=make.moderator(), at=now(), reason="Say where.")
    services.submit(again(waiting), by=make.user(), at=now())

    assert "\nSay where.\n" in letters.compose(Letter.objects.get()).body


def test_a_decision_that_no_longer_holds_is_not_told() -> None:
    waiting = make.draft(status="submitted")
    make.coordinator(of=waiting.organisation)
    services.approve(waiting, by=make.moderator(), at=now())
    services.close(waiting, by=make.user(), at=now())

    with pytest.raises(letters.Needless):
        letters.compose(Letter.objects.get())


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_once_one_decides() -> None:
    waiting = make.draft(status="submitted")
    make.coordinator(of=waiting.organisation)
    moderators = [make.moderator(), make.moderator()]

    def decide(by: Any) -> bool:
        try:
            services.approve(waiting, by=by, at=now())
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, moderators)) == [False, True]
    assert Letter.objects.count() == 1
