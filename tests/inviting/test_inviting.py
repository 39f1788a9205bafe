"""An organisation invites somebody; she answers, or does not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from assignments.models import Assignment
from matching.inviting import services
from matching.inviting.models import Invitation
from matching.volunteers.models import Volunteer
from organisations.models import Coordinator, Organisation
from portal.models import AuditEntry, Letter
from tests import make
from tests.inviting.office import coordinate, her, page_of

pytestmark = pytest.mark.django_db


def invite(client: Client, volunteer: Volunteer, to: Assignment, **written: str) -> str:
    """Press the button, and read the page that comes."""
    address = reverse("inviting:invite", args=[to.pk, volunteer.pk])
    return client.post(address, written, follow=True).text


def refused(client: Client, assignment: Assignment, volunteer: Volunteer) -> str:
    coordinate(client, assignment)
    before = Invitation.objects.count()
    text = invite(client, volunteer, assignment)
    assert Invitation.objects.count() == before
    assert not Letter.objects.exists()
    return text


def test_an_invitation_is_kept_with_its_greeting_and_owes_a_letter(client: Client) -> None:
    ida, assignment = her(), make.assignment()
    coordinate(client, assignment)
    text = invite(client, ida, assignment, greeting="We would be glad!")
    made = Invitation.objects.get()

    assert "Ida is invited, and gets an e-mail." in text
    assert (made.volunteer, made.assignment, made.greeting) == (ida, assignment, "We would be glad!")
    assert made.by == Coordinator.objects.get().user
    assert (Letter.objects.get().to, Letter.objects.get().kind) == (ida.user, "invitation.sent")
    assert AuditEntry.objects.get().deed == "invitation.sent"


@pytest.mark.parametrize("greeting", ["Ring me: 900 00 000", "x" * 301])
def test_a_greeting_that_cannot_be_sent_is_shown_again_with_the_reason(client: Client, greeting: str) -> None:
    ida, assignment = her(), make.assignment()
    coordinate(client, assignment)
    text = invite(client, ida, assignment, greeting=greeting)

    assert greeting in text
    assert "ds-validation-message" in text
    assert not Invitation.objects.exists()


def test_nobody_is_invited_to_the_same_twice(client: Client) -> None:
    ida, assignment = her(), make.assignment()
    make.invitation(to=assignment, volunteer=ida)

    assert "Ida is already invited to this." in refused(client, assignment, ida)


def test_whoever_has_applied_is_not_invited(client: Client) -> None:
    ida, assignment = her(), make.assignment()
    make.application(to=assignment, volunteer=ida)

    assert "Ida has applied already." in refused(client, assignment, ida)


def test_two_invitations_a_week_are_the_most_somebody_gets(client: Client) -> None:
    ida = her()
    for days in (0, 6):
        make.invitation(volunteer=ida, created_at=now() - timedelta(days=days))

    assert "Ida has had two invitations this week" in refused(client, make.assignment(), ida)


def test_twenty_invitations_a_day_are_the_most_an_assignment_sends(client: Client) -> None:
    ida, assignment = her(), make.assignment()
    for _each in range(20):
        make.invitation(to=assignment)
    text = refused(client, assignment, ida)
    assert "You have invited 20 people to this in a day." in text

    Invitation.objects.update(created_at=now() - timedelta(hours=25))
    assert "Ida is invited" in invite(client, ida, assignment)


NOT_OPEN = dict.fromkeys(("draft", "rejected", "submitted"), "This is not published yet.")
NOT_OPEN |= {"closed": "This is closed"}


@pytest.mark.parametrize(("status", "said"), NOT_OPEN.items())
def test_nobody_is_invited_to_what_is_not_open(client: Client, status: str, said: str) -> None:
    assignment = make.assignment(status=status)

    assert said in refused(client, assignment, her())


def test_a_suspended_organisation_invites_nobody(client: Client) -> None:
    assignment = make.assignment(organisation=make.organisation(status=Organisation.Status.SUSPENDED))

    assert "This is closed" in refused(client, assignment, her())


def test_those_who_cannot_be_shown_do_not_exist(client: Client) -> None:
    assignment = make.assignment()
    coordinate(client, assignment)
    hidden = [make.volunteer(), her(municipality=make.municipality("5634")), her(birth_year=2012)]
    for one in hidden:
        address = reverse("inviting:invite", args=[assignment.pk, one.pk])
        assert client.post(address).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("attest", 403), ("coordinator", 302)])
def test_who_may_invite(client: Client, role: str, status: int) -> None:
    ida, assignment = her(), make.assignment()
    coordinate(client, assignment, role)
    address = reverse("inviting:invite", args=[assignment.pk, ida.pk])

    assert client.post(address).status_code == status
    assert Invitation.objects.exists() == (status == 302)


def test_a_stranger_invites_nobody_to_anothers_assignment(client: Client) -> None:
    ida, assignment = her(), make.assignment()
    coordinate(client, make.assignment())

    assert client.post(reverse("inviting:invite", args=[assignment.pk, ida.pk])).status_code == 404


def test_the_organisation_follows_what_came_of_it(client: Client) -> None:
    assignment = make.assignment()
    for name in ("Ada Aas", "Eva Eng", "Ida Moe"):
        make.invitation(to=assignment, volunteer=her(name), greeting="Secret words")
    ada, eva, _ida = Invitation.objects.order_by("pk")
    make.application(to=assignment, volunteer=ada.volunteer)
    services.decline(eva, by=eva.volunteer.user, at=now())
    coordinate(client, assignment)
    section = client.get(page_of(assignment)).text.partition(">Invited</h2>")[2]
    rows = [" ".join(row.split()) for row in section.split("<li>")[1:4]]

    told = {"Ida": "No answer yet", "Eva": "Not for them this time", "Ada": "Has applied"}
    assert [(name in row, said in row) for row, (name, said) in zip(rows, told.items(), strict=True)] == [
        (True, True)
    ] * 3
    assert "Moe" not in section
