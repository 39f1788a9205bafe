"""The letter of a digest, and the way out of getting more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.models import Assignment
from matching import digests
from matching.models import Digest
from matching.volunteers.models import Volunteer
from portal.models import AuditEntry, Letter
from portal.tasks import send_letter
from portal.weekgrid import grid_of
from tests import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def volunteer() -> Volunteer:
    """A volunteer who is owed a digest with two suggestions."""
    volunteer = make.volunteer(slots=grid_of([5]))
    make.assignment(title="Dinner & talk", slots=grid_of([5]))
    make.assignment(title="A walk", activities=("besoksvenn-hund",))
    digests.compose(at=make.noon(TODAY))
    return volunteer


def sent() -> list[EmailMultiAlternatives]:
    for letter in Letter.objects.filter(kind="digest"):
        send_letter(letter.pk)
    return [message for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]


def stop_path(volunteer: Volunteer) -> str:
    return reverse("matching:unsubscribe", args=[digests.token(volunteer)])


def test_the_letter_says_what_and_why(volunteer: Volunteer) -> None:
    (message,) = sent()
    assert message.to == [volunteer.user.email]
    assert message.subject == "2 assignments that suit you this week"
    text = str(message.body)
    assert text.index("Dinner & talk") < text.index("A walk")
    for line in (
        "You have ticked Visiting friend",
        "Suits when you can: Tuesday evening",
        "No one has signed up yet",
    ):
        assert f"– {line}\n" in text
    walk = Assignment.objects.get(title="A walk")
    assert f"{walk.get_absolute_url()}?fra=digest&liste={Digest.objects.get().list_name}\n" in text


def test_the_letter_has_an_html_part_that_says_the_same(volunteer: Volunteer) -> None:
    (message,) = sent()
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert "Dinner &amp; talk</a></h2>" in str(html)
    assert "<li>Suits when you can: Tuesday evening</li>" in str(html)
    assert stop_path(volunteer) in str(html)


def test_mail_programs_can_stop_it_with_one_click(client: Client, volunteer: Volunteer) -> None:
    (message,) = sent()
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"]
    assert address == f"<http://localhost:8000{stop_path(volunteer)}>"

    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post(stop_path(volunteer), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "You will not get this week's assignments any more" in response.text
    volunteer.refresh_from_db()
    assert volunteer.digest_frequency == "never"
    assert digests.compose(at=make.noon(TODAY + timedelta(weeks=1))) == 0


def test_opening_the_address_only_asks(client: Client, volunteer: Volunteer) -> None:
    response = client.get(stop_path(volunteer))
    assert response.status_code == 200
    assert '<form method="post">' in response.text
    volunteer.refresh_from_db()
    assert volunteer.digest_frequency == "weekly"


def test_stopping_twice_is_one_line_in_the_log(client: Client, volunteer: Volunteer) -> None:
    for _ in range(2):
        assert client.post(stop_path(volunteer)).status_code == 200
    entry = AuditEntry.objects.get(deed="digest.stopped")
    assert (entry.by, entry.about_id) == (volunteer.user, volunteer.pk)


@pytest.mark.parametrize("forge", ["{pk}", "{pk}:made-up", "x{token}", "{token}x", "0{token}"])
def test_a_forged_address_does_not_exist(client: Client, volunteer: Volunteer, forge: str) -> None:
    token = forge.format(pk=volunteer.pk, token=digests.token(volunteer))
    assert client.post(reverse("matching:unsubscribe", args=[token])).status_code == 404
    volunteer.refresh_from_db()
    assert volunteer.digest_frequency == "weekly"


def test_the_address_of_somebody_who_is_gone_does_not_exist(client: Client, volunteer: Volunteer) -> None:
    path = stop_path(volunteer)
    volunteer.user.delete()
    assert client.get(path).status_code == 404


def test_whoever_stopped_meanwhile_gets_nothing(volunteer: Volunteer) -> None:
    digests.stop(volunteer)
    assert sent() == []
    assert Letter.objects.get().error == "no longer needed"


def test_what_closed_meanwhile_is_left_out(volunteer: Volunteer) -> None:
    Assignment.objects.filter(title="A walk").update(status=Assignment.Status.CLOSED)
    (message,) = sent()
    assert message.subject == "1 assignment that suits you this week"
    assert "A walk" not in message.body


def test_when_all_closed_meanwhile_there_is_no_letter(volunteer: Volunteer) -> None:
    Assignment.objects.update(status=Assignment.Status.CLOSED)
    assert sent() == []
