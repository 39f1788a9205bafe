import pytest
from django.test import Client
from django.urls import reverse

from organisations import services
from organisations.models import Organisation
from portal.errors import Refused
from portal.models import AuditEntry
from tests import make
from tests.organisations.test_register import WRITTEN

pytestmark = pytest.mark.django_db


def owned(client: Client, **fields: object) -> tuple[Organisation, str]:
    """An organisation whose owner is signed in, and the address of its page."""
    organisation = make.organisation(**fields)
    client.force_login(make.coordinator(of=organisation).user)
    return organisation, reverse("organisations:edit", args=[organisation.pk])


def test_what_was_rejected_is_corrected_and_sent_again(client: Client) -> None:
    organisation, url = owned(client, status="rejected", decision="Say what you do.")
    assert "Say what you do." in client.get(url).text

    client.post(url, WRITTEN)

    organisation.refresh_from_db()
    assert (organisation.status, organisation.name) == ("submitted", "Vardø besøkstjeneste")
    assert organisation.submitted_at is not None
    assert AuditEntry.objects.get().deed == "organisation.submitted"


def test_what_waits_may_be_corrected_and_keeps_its_place_in_the_queue(client: Client) -> None:
    organisation, url = owned(client, status="submitted")
    before = organisation.submitted_at

    page = client.post(url, WRITTEN, follow=True).text

    organisation.refresh_from_db()
    assert (organisation.status, organisation.submitted_at) == ("submitted", before)
    assert "Saved." in page
    assert AuditEntry.objects.get().deed == "organisation.changed"


def test_an_approved_organisation_changes_its_purpose_and_keeps_its_name(client: Client) -> None:
    organisation, url = owned(client, name="Oslo turlag")
    assert 'name="number"' not in client.get(url).text

    client.post(url, WRITTEN)

    changed = Organisation.objects.verified().get()
    assert (changed.name, changed.number) == ("Oslo turlag", organisation.number)
    assert changed.purpose == "We visit people who are alone."
    assert changed.municipality_id == "5634"


def test_the_name_is_settled_in_the_moment_of_approval() -> None:
    organisation = make.organisation(name="Oslo turlag")

    with pytest.raises(Refused, match="just been approved"):
        services.edit(organisation, by=make.user(), name="Red Cross")
    assert Organisation.objects.get().name == "Oslo turlag"


def test_a_suspended_organisation_is_told_why_and_cannot_change(client: Client) -> None:
    organisation, url = owned(client, status="suspended", decision="Paid work.")

    page = client.post(url, WRITTEN | {"purpose": "New"}).text

    assert "Paid work." in page
    assert "The organisation is suspended, and cannot be changed." in page
    organisation.refresh_from_db()
    assert organisation.purpose == "We visit people."


@pytest.mark.parametrize("status", ["draft", "submitted", "verified", "rejected", "suspended"])
def test_the_page_shows_itself_in_every_state(client: Client, status: str) -> None:
    organisation, url = owned(client, status=status)

    page = client.get(url).text

    assert f'<h1 class="ds-heading" data-size="lg">{organisation.name}</h1>' in page
    assert organisation.get_status_display() in page


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("coordinator", 403), ("attest", 403), ("reader", 403), (None, 404)]
)
def test_only_owners_may_edit(client: Client, role: str | None, status: int) -> None:
    organisation = make.organisation()
    client.force_login(make.coordinator(of=organisation, role=role).user if role else make.user())
    url = reverse("organisations:edit", args=[organisation.pk])

    assert client.get(url).status_code == status
    assert client.post(url, {}).status_code == status


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    url = reverse("organisations:edit", args=[make.organisation().pk])

    assert client.get(url)["Location"] == f"/konto/login/?next={url}"
    assert client.get("/organisasjoner/ny/")["Location"] == "/konto/login/?next=/organisasjoner/ny/"
