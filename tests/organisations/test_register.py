import pytest
from django.test import Client
from django.urls import reverse

from organisations import services
from organisations.models import Coordinator, Organisation
from portal.models import AuditEntry, User
from tests import make

pytestmark = pytest.mark.django_db

URL = "/organisasjoner/ny/"
WRITTEN = {
    "name": "Vardø besøkstjeneste",
    "number": "923 609 016",
    "municipality": "5634",
    "purpose": "We visit people who are alone.",
    "website": "vardo.example.org",
    "contact_email": "post@vardo.invalid",
    "contact_phone": "+47 22 00 00 00",
    "icnpo": "",
}


@pytest.fixture
def user(client: Client) -> User:
    user = make.user()
    client.force_login(user)
    return user


def test_who_registers_an_organisation_owns_it_and_moderators_see_it(client: Client, user: User) -> None:
    response = client.post(URL, WRITTEN)

    organisation = Organisation.objects.submitted().get()
    assert response["Location"] == reverse("organisations:edit", args=[organisation.pk])
    assert (organisation.number, organisation.website) == ("923609016", "https://vardo.example.org")
    assert organisation.submitted_at is not None
    assert Coordinator.objects.get(organisation=organisation).role == "owner"
    assert AuditEntry.objects.get().deed == "organisation.registered"


def test_the_number_is_shown_in_groups(client: Client, user: User) -> None:
    page = client.post(URL, WRITTEN, follow=True).text

    assert 'value="923 609 016"' in page
    assert "Waiting for approval" in page
    assert 'href="/koordinator/"' in page


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("923 609 017", "There is a typing mistake in this number"),
        ("92360901", "An organisation number has nine digits."),
        ("NO 923609016", "An organisation number has nine digits."),
        ("", "This field is required."),
    ],
)
def test_a_wrong_number_is_explained_and_what_was_typed_is_kept(
    client: Client, user: User, number: str, told: str
) -> None:
    page = client.post(URL, WRITTEN | {"number": number}).text

    assert told in page
    assert f'value="{number}"' in page or not number
    assert "We visit people who are alone." in page
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("number", ["923609016", " 923 609 016 ", "923\u00a0609\u00a0016"])
def test_a_number_may_be_typed_with_spaces(client: Client, user: User, number: str) -> None:
    client.post(URL, WRITTEN | {"number": number})

    assert Organisation.objects.get().number == "923609016"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("municipality", "9999"),
        ("website", "javascript:alert(1)"),
        ("contact_email", "post"),
        ("contact_phone", "ask Kari"),
        ("purpose", "x" * 2001),
        ("name", "a\x00b"),
    ],
)
def test_nonsense_is_told_and_nothing_is_registered(
    client: Client, user: User, field: str, typed: str
) -> None:
    response = client.post(URL, WRITTEN | {field: typed})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not Organisation.objects.exists()


def test_registering_twice_leads_to_what_was_registered(client: Client, user: User) -> None:
    first = client.post(URL, WRITTEN)
    second = client.post(URL, WRITTEN | {"name": "Another name"}, follow=True)

    assert second.redirect_chain == [(first["Location"], 302)]
    assert "You have registered this number already." in second.text
    assert Organisation.objects.get().name == "Vardø besøkstjeneste"


def test_somebody_else_may_register_the_same_number_and_is_told_of_the_first(
    client: Client, user: User
) -> None:
    other = make.organisation(number="923609016", name="Vardø sanitetsforening")
    make.organisation(number="923609016", name="Not yet approved", status="submitted")

    page = client.post(URL, WRITTEN, follow=True).text

    assert Organisation.objects.filter(number="923609016").count() == 3
    assert (
        f'<a class="ds-link" href="{other.get_absolute_url()}">Vardø sanitetsforening</a> has the same'
        in page
    )
    assert "Not yet approved" not in page


def test_nobody_fills_the_queue_alone(client: Client, user: User) -> None:
    for _ in range(services.WAITING_AT_MOST):
        client.post(URL, WRITTEN | {"number": make.organisation_number()})

    page = client.post(URL, WRITTEN).text

    assert "You have many organisations waiting for approval." in page
    assert Organisation.objects.count() == services.WAITING_AT_MOST
