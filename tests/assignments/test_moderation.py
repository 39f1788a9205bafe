"""A moderator reads what waits, and decides."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assignments import services
from assignments.models import Assignment
from portal.audit import trail
from portal.models import Letter
from tests import make

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:assignments_assignment_changelist")


def waiting(**fields: object) -> Assignment:
    """Complete, with an owner, and waiting for a moderator."""
    made = make.draft(**{"status": "submitted", "submitted_at": now()} | fields)
    make.coordinator(of=made.organisation)
    return made


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def page_of(assignment: Assignment) -> str:
    return reverse("admin:assignments_assignment_change", args=[assignment.pk])


def decide(client: Client, assignment: Assignment, deed: str, reason: str = "", **more: str) -> str:
    """Press a button of the decision, as the page was when it was opened."""
    seen = {"seen_at": assignment.changed_at.isoformat(), "deed": deed, "reason": reason}
    url = reverse("admin:assignments_assignment_decide", args=[assignment.pk])
    return client.post(url, seen | more, follow=True).text


def test_the_queue_opens_with_what_waits_and_the_oldest_first(moderator_client: Client) -> None:
    second, first = waiting(), waiting(submitted_at=now() - timedelta(days=2))
    published = make.assignment()

    assert list(moderator_client.get(QUEUE).context["cl"].result_list) == [first, second]
    listed = moderator_client.get(QUEUE, {"status": "published"}).context["cl"].result_list
    assert list(listed) == [published]


def test_the_front_page_of_the_admin_counts_what_waits(moderator_client: Client) -> None:
    waiting()
    waiting()

    queues = moderator_client.get(reverse("admin:index")).context["queues"]

    assert next(queue.count for queue in queues if queue.url == QUEUE) == 2


def test_the_page_shows_the_text_as_everybody_will_read_it(moderator_client: Client) -> None:
    assignment = waiting(description="Du **koker** kaffe.\n\n<script>alert(1)</script>", gives="Kaffe")
    make.session(of=assignment)
    services.edit(assignment, by=make.user(name="Kari Nordmann"), at=now(), title="Kok kaffe")

    page = moderator_client.get(page_of(assignment)).text

    for shown in ("<strong>koker</strong>", "&lt;script&gt;", "Kok kaffe", "Sessions", "Edited it"):
        assert shown in page
    assert "Kari Nordmann" in page


def test_approving_publishes_and_owes_a_letter(moderator_client: Client) -> None:
    assignment = waiting()

    page = decide(moderator_client, assignment, "approve")

    assert "get a letter" in page
    assert again(assignment).status == "published"
    assert again(assignment).decided_by is not None
    assert Letter.objects.get().kind == "assignment.approved"


@pytest.mark.parametrize("before", ["submitted", "published"])
def test_rejecting_takes_a_reason(moderator_client: Client, before: str) -> None:
    assignment = make.assignment(status=before)

    refused = decide(moderator_client, assignment, "reject")
    assert "Say why" in refused
    assert again(assignment).status == before

    decide(moderator_client, assignment, "reject", "Si hva man gjør.")
    assert (again(assignment).status, again(assignment).decision) == ("rejected", "Si hva man gjør.")
    assert trail(assignment)[0].reason == "Si hva man gjør."


def test_what_was_changed_after_it_was_read_is_read_again(moderator_client: Client) -> None:
    assignment = waiting()
    services.edit(assignment, by=make.user(), at=now(), title="Something else")

    page = decide(moderator_client, assignment, "approve", "Looks good")

    assert "has changed since you looked at it" in page
    assert "Looks good" in page
    assert again(assignment).status == "submitted"


@pytest.mark.parametrize("wrong", [{"deed": "delete"}, {"seen_at": "yesterday"}, {"seen_at": ""}])
def test_a_decision_that_makes_no_sense_is_not_taken(moderator_client: Client, wrong: dict[str, str]) -> None:
    assignment = waiting()

    decide(moderator_client, assignment, **{"deed": "approve"} | wrong)

    assert again(assignment).status == "submitted"


def test_many_are_approved_at_once_and_those_refused_are_named(moderator_client: Client) -> None:
    good, other, bad = waiting(), waiting(), waiting(title="Lacks a text", description="")
    chosen = {"action": "approve_chosen", "_selected_action": [str(one.pk) for one in (good, other, bad)]}

    page = moderator_client.post(QUEUE, chosen, follow=True).text

    assert "2 are approved and published." in page
    assert "Lacks a text: Describe what one does." in page
    assert [again(one).status for one in (good, other, bad)] == ["published", "published", "submitted"]


def test_what_was_edited_since_it_was_approved_is_one_click_away(moderator_client: Client) -> None:
    edited, untouched = make.assignment(slots=1, decided_at=now()), make.assignment(decided_at=now())
    services.edit(edited, by=make.user(), at=now(), title="New")

    listed = moderator_client.get(QUEUE, {"status": "published", "edited": "yes"}).context["cl"].result_list

    assert list(listed) == [edited]
    assert untouched not in listed


def test_nothing_is_decided_by_a_link_or_by_outsiders(client: Client, moderator_client: Client) -> None:
    assignment = waiting()
    url = reverse("admin:assignments_assignment_decide", args=[assignment.pk])
    client.force_login(make.coordinator(of=assignment.organisation).user)

    assert moderator_client.get(url).status_code == 405
    assert client.post(url, {"deed": "approve"}).status_code == 404
    assert moderator_client.get(f"{QUEUE}999/change/", follow=True).status_code == 200
