import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations import services
from organisations.models import Organisation
from portal.models import AuditEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db

QUEUE = "/admin/organisations/organisation/"


def waiting(**fields: Any) -> Organisation:
    """An organisation with an owner and a reader, that waits for a moderator."""
    registered = make.organisation(status="submitted", decided_at=None, **fields)
    make.coordinator(of=registered)
    make.coordinator(of=registered, role="reader")
    return registered


def decide(client: Client, organisation: Organisation, deed: str, reason: str = "", **more: str) -> str:
    """Press a button of the decision, as the page was when it was opened."""
    seen = {"seen_at": organisation.changed_at.isoformat(), "deed": deed, "reason": reason}
    url = reverse("admin:organisations_organisation_decide", args=[organisation.pk])
    return client.post(url, seen | more, follow=True).text


def test_the_queue_shows_what_waits_with_the_oldest_first(moderator_client: Client) -> None:
    first, second = waiting(submitted_at="2026-11-01T08:00Z"), waiting(submitted_at="2026-11-02T08:00Z")
    verified = make.organisation(submitted_at="2026-10-01T08:00Z")

    page = moderator_client.get(QUEUE)

    assert list(page.context["cl"].result_list) == [first, second]
    assert list(moderator_client.get(QUEUE, {"status": "verified"}).context["cl"].result_list) == [verified]
    assert list(moderator_client.get(QUEUE, {"status": "all"}).context["cl"].result_list) == [
        verified,
        first,
        second,
    ]


def test_the_front_page_of_the_admin_counts_what_waits(moderator_client: Client) -> None:
    waiting(submitted_at="2026-11-01T08:00Z")
    waiting(submitted_at="2026-11-02T08:00Z")

    queue = moderator_client.get("/admin/").context["queues"]

    organisations = next(one for one in queue if one.url == QUEUE)
    assert (organisations.count, organisations.since.day) == (2, 1)


def test_the_page_shows_what_a_moderator_needs_to_know(moderator_client: Client) -> None:
    organisation = waiting(number="923609016", decision="Say more.")
    make.organisation(number="923609016", name="Its twin")
    services.edit(organisation, by=make.user(name="Kari Nordmann"), purpose="We sing.")

    page = moderator_client.get(f"{QUEUE}{organisation.pk}/change/").text

    assert 'href="https://virksomhet.brreg.no/nb/oppslag/enheter/923609016"' in page
    for shown in (
        "923 609 016",
        "Its twin",
        "Kari Nordmann",
        "Changed what the organisation says",
        "We sing.",
        "Owner",
    ):
        assert shown in page
    assert organisation.coordinators.first().user.email in page  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("deed", "before", "after"),
    [
        ("verify", "submitted", "verified"),
        ("reject", "submitted", "rejected"),
        ("suspend", "verified", "suspended"),
        ("verify", "suspended", "verified"),
        ("verify", "rejected", "verified"),
    ],
)
def test_a_decision_is_kept_with_who_when_and_why(
    moderator_client: Client, deed: str, before: str, after: str
) -> None:
    organisation = waiting()
    Organisation.objects.update(status=before, decided_at=organisation.changed_at)

    page = decide(moderator_client, organisation, deed, "Because of the statutes.")

    organisation.refresh_from_db()
    moderator = moderator_client.session["_auth_user_id"]
    assert f"Those who coordinate «{organisation.name}» get a letter." in page
    assert (organisation.status, organisation.decision) == (after, "Because of the statutes.")
    assert (str(organisation.decided_by_id), organisation.decided_at is None) == (moderator, False)
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.reason) == (f"organisation.{after}", "Because of the statutes.")
    assert str(entry.by_id) == moderator


def test_each_coordinator_is_owed_one_letter(moderator_client: Client) -> None:
    organisation = waiting()

    decide(moderator_client, organisation, "verify")

    owed = Letter.objects.filter(kind="organisation.verified", about_id=organisation.pk)
    assert set(owed.values_list("to", flat=True)) == set(
        organisation.coordinators.values_list("user", flat=True)
    )


@pytest.mark.parametrize(("deed", "status"), [("reject", "submitted"), ("suspend", "verified")])
def test_to_say_no_takes_a_reason(moderator_client: Client, deed: str, status: str) -> None:
    organisation = waiting()
    Organisation.objects.update(status=status, decided_at=organisation.changed_at)

    page = decide(moderator_client, organisation, deed, "  ")

    assert "Say why: the coordinators read it, and need to know what to do." in page
    assert Organisation.objects.get().status == status
    assert not Letter.objects.exists()


def test_the_second_of_two_moderators_is_told(moderator_client: Client) -> None:
    organisation = waiting()
    services.verify(organisation, by=make.moderator(name="Mona Moderator"))

    page = decide(moderator_client, organisation, "reject", "No statutes.")

    assert f"Mona Moderator has already decided on {organisation.name}. It is now: Verified." in page
    assert "No statutes." in page
    assert Organisation.objects.get().status == "verified"
    assert AuditEntry.objects.count() == 1


def test_what_has_changed_since_it_was_opened_is_looked_at_again(moderator_client: Client) -> None:
    organisation = waiting()
    services.edit(organisation, by=make.user(), purpose="Something else.")

    page = decide(moderator_client, organisation, "verify")

    assert "has changed since you looked at it." in page
    assert "Something else." in page


def test_after_a_second_look_the_decision_is_taken(moderator_client: Client) -> None:
    organisation = waiting()
    services.edit(organisation, by=make.user(), purpose="Something else.")
    again = decide(moderator_client, organisation, "reject", "No statutes.")
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', again)

    decide(moderator_client, organisation, "reject", "No statutes.", seen_at=seen_at[1] if seen_at else "")

    assert Organisation.objects.get().status == "rejected"


@pytest.mark.parametrize(
    ("deed", "seen_at"), [("delete", None), ("verify", "yesterday"), ("suspend", None), ("", None)]
)
def test_nonsense_is_no_decision(moderator_client: Client, deed: str, seen_at: str | None) -> None:
    organisation = waiting()

    decide(moderator_client, organisation, deed, "Why", **({"seen_at": seen_at} if seen_at else {}))

    assert Organisation.objects.get().status == "submitted"


def test_several_are_approved_at_once_and_what_does_not_wait_is_left(moderator_client: Client) -> None:
    chosen = [waiting(), waiting()]
    rejected = make.organisation(status="rejected")
    form = {"action": "approve", "_selected_action": [one.pk for one in (*chosen, rejected)]}

    page = moderator_client.post(f"{QUEUE}?status=all", form, follow=True).text

    assert "2 organisations are approved." in page
    assert set(Organisation.objects.verified()) == set(chosen)
    assert AuditEntry.objects.count() == 2
    assert Letter.objects.filter(kind="organisation.verified").count() == 4


@pytest.mark.parametrize("number", [2, 20])
def test_the_queue_asks_the_database_as_often_for_two_as_for_twenty(
    moderator_client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        waiting(decided_by=make.user())
    moderator_client.get(QUEUE)

    with django_assert_num_queries(9):
        moderator_client.get(QUEUE)
