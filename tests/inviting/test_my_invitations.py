"""What the invited see: the letter, their own page, and the way out."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from matching.inviting import services
from matching.inviting.models import Invitation
from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.models import Organisation
from portal.letters import Needless, compose
from portal.models import AuditEntry, Letter
from tests import make
from tests.inviting.office import her

pytestmark = pytest.mark.django_db
HOME = "/min-side/"


@pytest.fixture
def invited() -> Invitation:
    """Ida is invited by the Red Scarf to tea and talk, with a greeting."""
    organisation = make.organisation(name="The <Red> Scarf")
    assignment = make.assignment(organisation=organisation, title="Tea & talk", slots=1 << 5)
    by = make.coordinator(of=organisation).user
    ida = her(slots=1 << 5)
    return services.invite(assignment, volunteer=ida, by=by, at=now(), greeting="You & us?")


def letter() -> EmailMultiAlternatives:
    return compose(Letter.objects.get(kind="invitation.sent"))


def test_the_letter_says_who_asks_why_her_and_the_way_out(invited: Invitation) -> None:
    mail = letter()
    stop = reverse("inviting:stop", args=[services.token(invited.volunteer)])

    assert mail.subject == "The <Red> Scarf invites you: Tea & talk"
    said = ["Hello Ida,", "You have ticked Visiting friend", "Tuesday evening", "?fra=invited", stop, HOME]
    for text in (str(mail.body), str(mail.alternatives[0][0])):
        assert [words for words in said if words not in text] == []
    assert "You & us?" in str(mail.body)
    assert "You &amp; us?" in str(mail.alternatives[0][0])
    assert mail.extra_headers["List-Unsubscribe"].endswith(f"{stop}>")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def declined(invitation: Invitation) -> None:
    services.decline(invitation, by=invitation.volunteer.user, at=now())


def applied(invitation: Invitation) -> None:
    make.application(to=invitation.assignment, volunteer=invitation.volunteer)


def stopped(invitation: Invitation) -> None:
    services.stop(invitation.volunteer)


def closed(invitation: Invitation) -> None:
    invitation.assignment.status = "closed"
    invitation.assignment.save()


def full(invitation: Invitation) -> None:
    invitation.assignment.places_taken = 2
    invitation.assignment.save()


def suspended(invitation: Invitation) -> None:
    Organisation.objects.update(status=Organisation.Status.SUSPENDED)


@pytest.mark.parametrize("happened", [declined, applied, stopped, closed, full, suspended])
def test_an_invitation_that_is_settled_is_not_sent(invited: Invitation, happened: object) -> None:
    happened(invited)  # type: ignore[operator]

    with pytest.raises(Needless):
        letter()


def test_her_page_shows_it_until_she_answers(client: Client, invited: Invitation) -> None:
    client.force_login(invited.volunteer.user)
    page = client.get(HOME).text
    assert "You are invited" in page
    assert "You &amp; us?" in page
    way = reverse("matching:apply", args=[invited.assignment_id, invited.assignment.slug])
    assert f'href="{way}?fra=invited"' in page

    answer = client.post(reverse("inviting:decline", args=[invited.pk]), follow=True)
    assert "They see that it is not for you, and nothing more." in answer.text
    assert "We will not show you «Tea &amp; talk» from " in answer.text
    assert "You are invited" not in client.get(HOME).text
    assert not Letter.objects.exclude(kind="invitation.sent").exists()


@pytest.mark.parametrize("happened", [declined, applied, closed, full, suspended])
def test_what_is_settled_is_gone_from_her_page(client: Client, invited: Invitation, happened: object) -> None:
    happened(invited)  # type: ignore[operator]
    client.force_login(invited.volunteer.user)

    assert "You are invited" not in client.get(HOME).text


def test_whoever_applies_by_it_is_counted_as_invited(client: Client, invited: Invitation) -> None:
    client.force_login(invited.volunteer.user)
    way = reverse("matching:apply", args=[invited.assignment_id, invited.assignment.slug])
    client.post(f"{way}?fra=invited", {"message": ""})

    assert Application.objects.get().source == Application.Source.INVITATION


def test_no_thanks_is_said_once_and_by_her_alone(client: Client, invited: Invitation) -> None:
    client.force_login(her().user)
    address = reverse("inviting:decline", args=[invited.pk])
    assert client.post(address).status_code == 404

    client.force_login(invited.volunteer.user)
    client.post(address)
    first = Invitation.objects.get().declined_at
    client.post(address)
    assert first is not None
    assert Invitation.objects.get().declined_at == first
    assert AuditEntry.objects.filter(deed="invitation.declined").count() == 1


def test_what_she_says_no_to_is_put_away_until_she_undoes_it(client: Client, invited: Invitation) -> None:
    client.force_login(invited.volunteer.user)
    address = reverse("inviting:decline", args=[invited.pk])
    answer = client.post(address, follow=True)
    assert f'value="{HOME}"' in answer.text
    assert "Tea &amp; talk" not in client.get("/for-deg/").text

    client.post(reverse("steering:take_back", args=[invited.assignment_id]))
    client.post(address)
    assert "Tea &amp; talk" in client.get("/for-deg/").text


def test_one_click_ends_it_without_signing_in(invited: Invitation) -> None:
    client = Client(enforce_csrf_checks=True)
    address = reverse("inviting:stop", args=[services.token(invited.volunteer)])
    assert "Stop invitations from organisations?" in client.get(address).text
    assert Volunteer.objects.get().is_visible

    assert "Organisations cannot invite you any more" in client.post(address).text
    client.post(address)
    assert not Volunteer.objects.get().is_visible
    assert AuditEntry.objects.filter(deed="invitation.stopped").count() == 1


@pytest.mark.parametrize("token", ["1", "1:forged", "\x00"])
def test_a_forged_token_stops_nothing(client: Client, token: str) -> None:
    assert client.get(reverse("inviting:stop", args=[token])).status_code == 404


def test_the_profile_says_what_is_shown_to_whom(client: Client) -> None:
    client.force_login(her().user)
    asked = client.get(reverse("volunteers:more")).text

    for said in ("your first name", "your municipality", "how far it is", "suits their assignment", "18"):
        assert said in asked
    assert "They see your first name" in client.get(reverse("volunteers:profile")).text
