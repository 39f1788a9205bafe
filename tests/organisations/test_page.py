import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db


def test_everybody_may_read_of_a_verified_organisation(client: Client) -> None:
    organisation = make.organisation(
        pk=12345,
        name="Bærum sjøskole",
        website="https://sjo.example.org",
        answer_rate=1,
        median_answer_hours=3,
    )

    page = client.get(organisation.get_absolute_url()).text

    assert organisation.get_absolute_url() == "/organisasjoner/12345-barum-sjoskole/"
    assert "Has answered 10 of 10, usually within 1 day" in " ".join(page.split())
    assert 'href="https://sjo.example.org" rel="nofollow noopener">sjo.example.org<' in page
    assert 'href="/oppdrag/?organisasjon=12345"' in page
    assert organisation.number_grouped in page


def test_what_is_not_known_is_not_said(client: Client) -> None:
    page = client.get(make.organisation().get_absolute_url()).text

    assert "Has answered" not in page
    assert "Website" not in page


def test_another_slug_leads_to_the_right_one(client: Client) -> None:
    organisation = make.organisation()

    response = client.get(f"/organisasjoner/{organisation.pk}-something-else/")

    assert response["Location"] == organisation.get_absolute_url()


def test_what_people_write_is_never_html(client: Client) -> None:
    organisation = make.organisation(name="<b>Bold</b>", purpose="<script>alert(1)</script>")

    page = client.get(organisation.get_absolute_url()).text

    assert "<script>alert" not in page
    assert "<b>Bold" not in page


@pytest.mark.parametrize("status", ["draft", "submitted", "rejected", "suspended"])
@pytest.mark.parametrize(
    ("who", "code"), [("nobody", 404), ("a stranger", 404), ("its reader", 200), ("staff", 200)]
)
def test_before_approval_only_its_own_and_staff_see_the_page(
    client: Client, status: str, who: str, code: int
) -> None:
    organisation = make.organisation(status=status)
    users = {"a stranger": make.coordinator(of=make.organisation()).user, "staff": make.user(is_staff=True)}
    users["its reader"] = make.coordinator(of=organisation, role="reader").user
    if who in users:
        client.force_login(users[who])

    response = client.get(organisation.get_absolute_url())

    assert response.status_code == code
    assert ("Only you and the moderators can see this page now" in response.text) == (code == 200)


def test_an_organisation_with_many_coordinators_is_seen_once() -> None:
    organisation = make.organisation()
    me = make.coordinator(of=organisation).user
    make.coordinator(of=organisation)

    assert list(Organisation.objects.visible_to(me)) == [organisation]


def test_the_page_asks_the_database_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    organisation = make.organisation()

    with django_assert_num_queries(1):
        client.get(reverse("organisations:organisation", args=[organisation.pk, organisation.slug]))
