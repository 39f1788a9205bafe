"""A coordinator answers."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import Application
from portal.models import AuditEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db
ACCEPT = {"status": "accepted", "reply": "Welcome!"}
DIALOGUE = {"status": "dialogue", "reply": "May I ring you?"}
DECLINE = {"status": "declined", "reply": "Not this time.", "decline_reason": "Wanted evenings only"}


def door(application: Application) -> str:
    return reverse("matching:answer", args=[application.pk])


def sign_in(client: Client, application: Application) -> None:
    client.force_login(make.coordinator(of=application.assignment.organisation).user)


def places(application: Application) -> tuple[int, int | None]:
    """How many are taken, of the assignment and of the time she chose."""
    application = Application.objects.select_related("assignment", "session").get(pk=application.pk)
    session = application.session
    return application.assignment.places_taken, session.places_taken if session else None


@pytest.mark.parametrize(
    ("typed", "status", "reason", "taken", "letter"),
    [
        (ACCEPT | {"decline_reason": "changed my mind"}, "accepted", "", 1, "application.answered"),
        (DIALOGUE, "dialogue", "", 0, "application.dialogue"),
        (DECLINE, "declined", "Wanted evenings only", 0, "application.answered"),
    ],
)
def test_an_answer(
    client: Client, typed: dict[str, str], status: str, reason: str, taken: int, letter: str
) -> None:
    application = make.application()
    sign_in(client, application)
    done = client.post(door(application), typed, follow=True)

    application.refresh_from_db()
    assert "The volunteer will get your answer by e-mail." in done.text
    assert (application.status, application.reply) == (status, typed["reply"])
    assert (application.decline_reason, application.answered_by) == (reason, done.context["user"])
    assert application.answered_at is not None
    assert places(application) == (taken, None)
    owed = Letter.objects.get()
    assert (owed.kind, owed.to, owed.about) == (letter, application.volunteer.user, application)
    assert AuditEntry.objects.get().deed == f"application.{status}"


def test_the_last_place_is_given_only_once(client: Client) -> None:
    assignment = make.assignment(places=1)
    first, second = make.application(to=assignment), make.application(to=assignment)
    sign_in(client, first)
    client.post(door(first), ACCEPT)
    refused = client.post(door(second), ACCEPT)

    assert "Every place of this assignment is taken." in refused.text
    assert "Welcome!" in refused.text
    assert list(Application.objects.accepted()) == [first]
    assert places(second) == (1, None)
    assert Letter.objects.count() == 1


def test_a_place_is_taken_of_the_assignment_and_of_the_time(client: Client) -> None:
    assignment = make.assignment(places=4)
    session = make.session(of=assignment)
    first, second = (make.application(to=assignment, session=session) for _each in "ab")
    sign_in(client, first)
    client.post(door(first), ACCEPT)
    refused = client.post(door(second), ACCEPT)

    assert "Every place at this time is taken." in refused.text
    assert places(second) == (1, 1)


def test_a_need_takes_everyone(client: Client) -> None:
    need = make.need()
    applications = [make.application(to=need) for _each in range(3)]
    sign_in(client, applications[0])
    for application in applications:
        client.post(door(application), ACCEPT)

    assert Application.objects.accepted().count() == 3


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("accepted", "Someone has already answered this application."),
        ("declined", "Someone has already answered this application."),
        ("withdrawn", "The volunteer has withdrawn this application."),
    ],
)
def test_what_is_settled_is_not_answered_again(client: Client, status: str, told: str) -> None:
    application = make.application(status=status, answered_at="2026-01-01T00:00Z")
    sign_in(client, application)

    assert "Send the answer" not in client.get(door(application)).text
    refused = client.post(door(application), DECLINE)
    assert told in refused.text
    assert "Wanted evenings only" in refused.text
    application.refresh_from_db()
    assert (application.status, application.reply) == (status, "")


def test_after_a_talk_comes_yes_or_no_and_the_first_answer_is_what_counts(client: Client) -> None:
    application = make.application()
    sign_in(client, application)
    client.post(door(application), DIALOGUE)
    application.refresh_from_db()
    first = application.answered_at

    assert "Let us talk first" not in client.get(door(application)).text
    assert "Select a valid choice" in client.post(door(application), DIALOGUE).text
    client.post(door(application), ACCEPT)
    application.refresh_from_db()
    assert (application.status, application.reply) == ("accepted", "Welcome!")
    assert application.answered_at == first


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reply": "My words"}, "Choose an answer."),
        ({"status": "completed", "reply": "My words"}, "Select a valid choice"),
        ({"status": "dialogue", "decline_reason": "My words"}, "Write what you would like to talk about."),
        ({"status": "declined", "reply": "My words" + "x" * 2000}, "at most 2000 characters"),
    ],
)
def test_wrong_input_keeps_what_was_typed(client: Client, typed: dict[str, str], told: str) -> None:
    application = make.application()
    sign_in(client, application)
    page = client.post(door(application), typed)

    assert told in page.text
    assert "My words" in page.text
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("answer", "begins"),
    [("accepted", "You are welcome!"), ("dialogue", "a short talk"), ("declined", "we have found others")],
)
def test_a_reply_can_begin_from_a_suggestion(client: Client, answer: str, begins: str) -> None:
    application = make.application(volunteer=make.volunteer(user=make.user(name="Ida Moe")))
    sign_in(client, application)
    page = client.get(door(application) + f"?svar={answer}")

    assert page.context["form"]["status"].value() == answer
    assert page.context["form"]["reply"].value().startswith("Hi Ida!")
    assert begins in page.text
    assert client.get(door(application) + "?svar=rubbish").status_code == 200


def test_each_answer_is_offered_once_and_its_text_by_another_name(client: Client) -> None:
    application = make.application()
    sign_in(client, application)
    text = client.get(door(application)).text

    assert text.count("Yes, welcome") == 1
    assert [words for words in ("a yes", "a talk first", "a no") if f">{words}</a>" not in text] == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("coordinator", 200), ("attest", 403), ("reader", 403), ("elsewhere", 404), ("", 404)],
)
@pytest.mark.parametrize("page", ["answer", "applications"])
def test_who_may_answer(client: Client, who: str, status: int, page: str) -> None:
    application = make.application()
    organisation = application.assignment.organisation
    if who:
        of = make.organisation() if who == "elsewhere" else organisation
        role = "owner" if who == "elsewhere" else who
        client.force_login(make.coordinator(of=of, role=role).user)
    else:
        client.force_login(application.volunteer.user)
    key = application.pk if page == "answer" else application.assignment_id

    assert client.get(reverse(f"matching:{page}", args=[key])).status_code == status
    assert Application.objects.unanswered().exists()
