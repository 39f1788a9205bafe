"""A volunteer's own page, and what she has applied to."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.models import Organisation
from portal.models import Letter, User
from tests import make

pytestmark = pytest.mark.django_db
HOME, LIST = "/min-side/", "/min-side/soknader/"


@pytest.fixture
def user(client: Client) -> User:
    user = make.user(name="Ida Moe")
    client.force_login(user)
    return user


def mine(user: User, **fields: object) -> Application:
    she = Volunteer.objects.filter(user=user).first() or make.volunteer(user=user)
    return make.application(**{"volunteer": she, "answered_at": timezone.now()} | fields)  # type: ignore[arg-type]


def out_of(application: Application) -> str:
    return reverse("matching:withdraw", args=[application.pk])


def test_the_first_time_it_shows_where_to_begin(client: Client, user: User) -> None:
    page = client.get(HOME)

    assert "Hi, Ida" in page.text
    assert "0 of 4 parts filled in" in page.text
    assert reverse("volunteers:interests") in page.text
    assert "/for-deg/" in page.text
    assert "/koordinator/" not in page.text
    assert not Volunteer.objects.exists()


def test_it_shows_how_much_of_the_profile_is_there(client: Client, user: User) -> None:
    make.volunteer(user=user, slots=4, birth_year=None)
    page = client.get(HOME)

    assert "3 of 4 parts filled in" in page.text
    assert reverse("volunteers:more") in page.text
    assert reverse("volunteers:where") not in page.text


def test_a_coordinator_finds_the_desk_and_what_waits(client: Client, user: User) -> None:
    application = make.application()
    make.coordinator(of=application.assignment.organisation, user=user)
    make.application()
    page = client.get(HOME)

    assert "/koordinator/" in page.text
    assert "1 application waits for an answer." in page.text


def test_a_coordinator_nobody_waits_for_is_told_no_number(client: Client, user: User) -> None:
    make.coordinator(of=make.organisation(), user=user)
    text = client.get(HOME).text

    assert "/koordinator/" in text
    assert "0 applications" not in text


def test_what_they_want_to_talk_about_comes_first_and_once(client: Client, user: User) -> None:
    asked, sent = mine(user, status="dialogue", reply="May I ring you?"), mine(user)
    make.application(status="dialogue", answered_at=timezone.now())
    page = client.get(HOME)

    assert list(page.context["in_dialogue"]) == [asked]
    assert list(page.context["latest"]) == [sent]
    assert page.text.count("May I ring you?") == 1


@pytest.mark.parametrize(
    ("status", "label", "contact", "address", "way_out"),
    [
        ("new", "Sent", False, False, True),
        ("dialogue", "In dialogue", True, False, True),
        ("accepted", "Accepted", True, True, True),
        ("completed", "Completed", True, True, False),
        ("declined", "Declined", False, False, False),
        ("withdrawn", "Withdrawn", False, False, False),
    ],
)
def test_each_application_shows_its_state(
    client: Client, user: User, status: str, label: str, contact: bool, address: bool, way_out: bool
) -> None:
    organisation = make.organisation(contact_email="ask@example.invalid", contact_phone="22 33 44 55")
    assignment = make.assignment(organisation=organisation, address="Storgata 1", is_address_hidden=True)
    application = mine(user, to=assignment, status=status, reply="Our words", decline_reason="Our secret")
    text = client.get(LIST).text

    assert label in text
    assert "Our words" in text
    assert "Our secret" not in text
    assert ("ask@example.invalid" in text, "22 33 44 55" in text) == (contact, contact)
    assert ("Storgata 1" in text) == address
    assert (out_of(application) in text) == way_out


def test_nothing_yet_leads_to_what_suits_her(client: Client, user: User) -> None:
    text = client.get(LIST).text

    assert "You have not applied to anything yet" in text
    assert "/for-deg/" in text


def test_she_is_asked_before_she_withdraws(client: Client, user: User) -> None:
    application = mine(user, answered_at=None)
    asked = client.get(out_of(application))
    assert Application.objects.get().status == "new"
    done = client.post(out_of(application), follow=True)

    assert "Withdraw from" in asked.text
    assert "Your application is withdrawn." in done.text
    assert Application.objects.get().status == "withdrawn"
    assert not Letter.objects.exists()


def test_withdrawing_gives_the_place_back_and_tells_the_organisation(client: Client, user: User) -> None:
    assignment = make.assignment(places=2, places_taken=2)
    session = make.session(of=assignment)
    type(session).objects.update(places_taken=1)
    owner = make.coordinator(of=assignment.organisation)
    client.post(out_of(mine(user, to=assignment, session=session, status="accepted")))

    assignment.refresh_from_db()
    session.refresh_from_db()
    assert (assignment.places_taken, session.places_taken) == (1, 0)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("application.withdrawn", owner.user)


def test_whoever_talked_with_her_is_told_and_no_place_moves(client: Client, user: User) -> None:
    assignment = make.assignment(places=2, places_taken=1)
    make.coordinator(of=assignment.organisation)
    client.post(out_of(mine(user, to=assignment, status="dialogue")))

    assignment.refresh_from_db()
    assert assignment.places_taken == 1
    assert Letter.objects.get().kind == "application.withdrawn"


@pytest.mark.parametrize("status", ["declined", "completed", "withdrawn"])
def test_what_is_settled_cannot_be_withdrawn(client: Client, user: User, status: str) -> None:
    application = mine(user, status=status)
    seen, done = client.get(out_of(application)), client.post(out_of(application), follow=True)

    assert "it is already settled" in seen.text
    assert "it is already settled" in done.text
    assert Application.objects.get().status == status


def test_nobody_withdraws_for_another(client: Client, user: User) -> None:
    application = make.application()
    make.coordinator(of=application.assignment.organisation, user=user)

    assert client.post(out_of(application)).status_code == 404
    assert Application.objects.get().status == "new"


@pytest.mark.parametrize("page", ["my_page", "my_applications", "desk"])
def test_a_visitor_signs_in_first(client: Client, page: str) -> None:
    address = reverse(f"matching:{page}")

    assert client.get(address)["Location"] == f"/konto/login/?next={address}"


@pytest.mark.parametrize("many", [3, 30])
def test_the_pages_ask_as_often_for_many_as_for_a_few(
    client: Client, user: User, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    organisation = make.organisation(status=Organisation.Status.VERIFIED)
    for _each in range(many):
        mine(user, to=make.assignment(organisation=organisation), status="dialogue")
    client.get(HOME)

    with django_assert_num_queries(7):
        client.get(HOME)
    with django_assert_num_queries(3):
        client.get(LIST)
