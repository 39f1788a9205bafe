"""A coordinator comes back to what was written: edits, sends in, closes; and who may."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from assignments.models import Assignment
from organisations.models import Coordinator, Organisation
from tests import make
from tests.assignments.sheets import in_full, row, typed

pytestmark = pytest.mark.django_db


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def at(name: str, assignment: Assignment) -> str:
    return reverse(f"assignments:{name}", args=[assignment.pk])


def sign_in(client: Client, assignment: Assignment, role: str = Coordinator.Role.OWNER) -> None:
    client.force_login(make.coordinator(of=assignment.organisation, role=role).user)


def test_the_form_shows_what_was_written(client: Client) -> None:
    draft = make.draft(slots=1 << 5, groups=("barn",), apply_by=localdate() + timedelta(days=5))
    session = make.session(of=draft, places=7)
    sign_in(client, draft)

    sheet = client.get(at("edit", draft)).context["sheet"]

    assert sheet.form["title"].value() == draft.title
    assert sheet.form["slots"].value() == 32
    assert sheet.sessions.forms[0]["pk"].value() == session.pk
    assert sheet.sessions.forms[0]["places"].value() == 7
    assert len(sheet.sessions.forms) == 10


def test_what_is_changed_is_kept_and_the_rest_stays(client: Client) -> None:
    draft = make.draft()
    sign_in(client, draft)

    page = client.post(at("edit", draft), in_full(title="Te"), follow=True)

    assert "Saved." in page.text
    assert (again(draft).title, again(draft).places) == ("Te", 4)


@pytest.mark.parametrize("wrong", [{"is_removed": "on"}, {"day": "", "begins": "", "ends": ""}])
def test_a_session_is_removed_with_a_tick_or_by_emptying_it(client: Client, wrong: dict[str, str]) -> None:
    draft = make.draft()
    session = make.session(of=draft)
    sign_in(client, draft)

    client.post(at("edit", draft), typed(**row(pk=str(session.pk), **wrong), **row(1)))

    assert [kept.places for kept in again(draft).sessions.all()] == [3]


def test_what_the_rules_refuse_is_said_and_what_was_typed_is_kept(client: Client) -> None:
    published = make.assignment(places=3, places_taken=3, slots=1)
    sign_in(client, published)

    page = client.post(at("edit", published), in_full(title="Behold meg") | {"places": "2"})

    assert "3 people have a place already" in page.text
    assert "Behold meg" in page.text
    assert again(published).places == 3


@pytest.mark.parametrize("field", ["summary", "description", "activities", "rhythm", "apply_by"])
def test_what_is_published_cannot_become_incomplete(client: Client, field: str) -> None:
    published = make.assignment(slots=1)
    sign_in(client, published)

    page = client.post(at("edit", published), in_full() | {field: ""})

    assert field in page.context["sheet"].form.errors


def test_what_is_sent_in_waits_and_is_sent_once(client: Client) -> None:
    draft = make.draft()
    sign_in(client, draft)

    first = client.post(at("submit", draft), follow=True)
    second = client.post(at("submit", draft), follow=True)

    assert "You get an e-mail as soon as we have read it." in first.text
    assert "This has been sent already." in second.text
    assert again(draft).status == "submitted"


def test_what_is_incomplete_is_not_sent_in(client: Client) -> None:
    draft = make.draft(summary="", activities=())
    sign_in(client, draft)

    page = client.post(at("submit", draft), follow=True)

    assert "Choose at least one activity." in page.text
    assert again(draft).status == "draft"


def test_a_rejected_one_shows_the_reason_and_can_be_sent_again(client: Client) -> None:
    rejected = make.draft(status="rejected", decision="Hva gjør man?")
    sign_in(client, rejected)

    assert "Hva gjør man?" in client.get(at("preview", rejected)).text
    client.post(at("submit", rejected))

    assert again(rejected).status == "submitted"


def test_closing_is_asked_for_twice(client: Client) -> None:
    published = make.assignment(title="Kaffe")
    sign_in(client, published)

    assert "Close «Kaffe»?" in client.get(at("close", published)).text
    assert again(published).status == "published"
    client.post(at("close", published))

    assert again(published).status == "closed"
    assert client.get(at("edit", published))["Location"] == at("preview", published)
    assert "It takes no more applications." in client.get(at("preview", published)).text


@pytest.mark.parametrize(
    ("who", "seen", "changed"),
    [("nobody", 302, 302), ("a stranger", 404, 404), ("reader", 200, 403), ("coordinator", 200, 200)],
)
def test_who_may_do_what(client: Client, who: str, seen: int, changed: int) -> None:
    draft = make.draft()
    if who == "a stranger":
        client.force_login(make.coordinator(of=make.organisation()).user)
    elif who != "nobody":
        sign_in(client, draft, role=who)

    assert client.get(at("preview", draft)).status_code == seen
    for name in ("edit", "close"):
        assert client.get(at(name, draft)).status_code == changed
    assert client.post(at("submit", draft)).status_code == (302 if who == "coordinator" else changed)


@pytest.mark.parametrize(
    ("status", "role", "said"),
    [
        ("submitted", "owner", "is waiting for approval"),
        ("rejected", "owner", "See why, and what to do"),
        ("verified", "reader", "Your role in Kattehuset is to read."),
        (None, None, "Register your organisation"),
    ],
)
def test_those_who_cannot_post_are_told_why(
    client: Client, status: str | None, role: str | None, said: str
) -> None:
    user = make.user()
    if status and role:
        organisation = make.organisation(name="Kattehuset", status=Organisation.Status(status))
        make.coordinator(of=organisation, user=user, role=role)
    client.force_login(user)

    page = client.get(reverse("assignments:create"))

    assert page.status_code == 403
    assert said in page.text


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(reverse("assignments:create")).status_code == 302


def test_submitting_takes_a_post(client: Client) -> None:
    draft = make.draft()
    sign_in(client, draft)

    assert client.get(at("submit", draft)).status_code == 405
