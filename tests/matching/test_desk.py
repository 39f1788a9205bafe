"""What a coordinator sees on the desk, and of those who apply."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from assignments.models import Assignment
from matching.models import Application
from organisations.models import Coordinator, Organisation
from portal.models import Skill
from tests import make

pytestmark = pytest.mark.django_db
DESK = "/koordinator/"


def list_of(assignment: Assignment) -> str:
    return reverse("matching:applications", args=[assignment.pk])


def waiting(*, days: int, **fields: object) -> Application:
    made = make.application(**fields)  # type: ignore[arg-type]
    Application.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days))
    return made


def test_those_who_have_waited_longest_come_first(client: Client) -> None:
    assignment = make.assignment()
    seat = make.coordinator(of=assignment.organisation)
    young, old = waiting(days=0, to=assignment), waiting(days=8, to=assignment)
    waiting(days=30, to=assignment, status="accepted", answered_at=timezone.now())
    waiting(days=40)
    client.force_login(seat.user)
    page = client.get(DESK)

    assert list(page.context["waiting"]) == [old, young]
    assert 'data-color="danger">8 days' in page.text
    assert "today" in page.text


def test_assignments_stand_with_their_counts(client: Client) -> None:
    busy = make.assignment(places=3, places_taken=1)
    calm = make.assignment(organisation=busy.organisation, status="draft", published_at=None)
    make.application(to=busy)
    make.application(to=busy, status="dialogue")
    make.application(to=busy, status="accepted", answered_at=timezone.now())
    make.application(to=busy, status="withdrawn")
    make.assignment()
    client.force_login(make.coordinator(of=busy.organisation).user)
    page = client.get(DESK)

    assert list(page.context["page"]) == [busy, calm]
    assert (page.context["page"][0].unanswered, page.context["page"][0].accepted) == (2, 1)
    assert "1 of 3" in page.text
    assert list_of(busy) in page.text


@pytest.mark.parametrize(("role", "is_led_on"), [("owner", True), ("reader", False), ("attest", False)])
def test_whoever_may_only_read_sees_numbers_and_no_applicants(
    client: Client, role: str, is_led_on: bool
) -> None:
    application = make.application(volunteer=make.volunteer(user=make.user(name="Ida Moe")))
    organisation = application.assignment.organisation
    client.force_login(make.coordinator(of=organisation, role=role).user)
    text = client.get(DESK).text

    assert (reverse("organisations:edit", args=[organisation.pk]) in text) == is_led_on
    assert ("Ida Moe" in text) == is_led_on
    assert (list_of(application.assignment) in text) == is_led_on
    edit = reverse("assignments:edit", args=[application.assignment_id])
    assert (f'href="{edit}"' in text) == is_led_on
    assert (reverse("assignments:create") in text) == is_led_on


def test_an_organisation_that_is_not_in_stands_with_the_reason(client: Client) -> None:
    organisation = make.organisation(status=Organisation.Status.REJECTED, decision="The number is another's.")
    client.force_login(make.coordinator(of=organisation).user)
    text = client.get(DESK).text

    assert "Rejected" in text
    assert "The number is another&#x27;s." in text


def test_whoever_coordinates_nothing_is_shown_where_to_begin(client: Client) -> None:
    client.force_login(make.user())

    assert reverse("organisations:register") in client.get(DESK).text


def test_what_an_organisation_sees_of_one_who_applies(client: Client) -> None:
    she = make.volunteer(user=make.user(name="Ida Moe"), birth_year=1961, about="I <3 soup", norwegian=1)
    she.skills.set(Skill.objects.filter(slug="matlaging"))
    application = make.application(volunteer=she, message="May I bring my dog?")
    client.force_login(make.coordinator(of=application.assignment.organisation).user)

    for address in (list_of(application.assignment), reverse("matching:answer", args=[application.pk])):
        text = client.get(address).text
        said = ("Ida Moe", "May I bring my dog?", "Oslo", "A little Norwegian", "Cooking", "I &lt;3 soup")
        assert [words for words in said if words not in text] == []
        assert [secret for secret in ("1961", she.user.email, "Under 18") if secret in text] == []


@pytest.mark.parametrize(("years", "is_told"), [(16, True), (18, True), (19, False)])
def test_under_eighteen_is_told_and_nothing_more(client: Client, years: int, is_told: bool) -> None:
    born = localdate().year - years
    application = make.application(volunteer=make.volunteer(birth_year=born))
    client.force_login(make.coordinator(of=application.assignment.organisation).user)
    text = client.get(list_of(application.assignment)).text

    assert ("Under 18" in text) == is_told
    assert str(born) not in text


@pytest.mark.parametrize(
    ("status", "is_shown"),
    [("new", False), ("dialogue", True), ("accepted", True), ("declined", False), ("withdrawn", False)],
)
def test_her_address_is_shown_once_they_have_business_together(
    client: Client, status: str, is_shown: bool
) -> None:
    application = make.application(status=status, message="Call me", answered_at=timezone.now())
    client.force_login(make.coordinator(of=application.assignment.organisation).user)
    text = client.get(list_of(application.assignment)).text

    assert (application.volunteer.user.email in text) == is_shown
    assert ("Call me" in text) == (status != "withdrawn")


def test_those_to_answer_come_before_those_answered(client: Client) -> None:
    assignment = make.assignment()
    done = waiting(days=9, to=assignment, status="declined", answered_at=timezone.now())
    young, old = waiting(days=1, to=assignment), waiting(days=5, to=assignment, status="dialogue")
    client.force_login(make.coordinator(of=assignment.organisation).user)

    assert list(client.get(list_of(assignment)).context["page"]) == [old, young, done]


def test_an_assignment_nobody_has_applied_to_says_so(client: Client) -> None:
    assignment = make.assignment()
    client.force_login(make.coordinator(of=assignment.organisation).user)

    assert "Nobody has applied yet" in client.get(list_of(assignment)).text


@pytest.mark.parametrize("many", [20, 200])
def test_the_desk_asks_as_often_for_200_assignments_as_for_20(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    organisation = make.organisation()
    seat = make.coordinator(of=organisation, role=Coordinator.Role.COORDINATOR)
    for _each in range(many):
        make.application(to=make.assignment(organisation=organisation))
    client.force_login(seat.user)
    client.get(DESK)

    with django_assert_num_queries(6):
        client.get(DESK)


@pytest.mark.parametrize("many", [3, 60])
def test_the_queue_asks_as_often_for_many_applicants_as_for_a_few(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    assignment = make.assignment(places=99)
    for _each in range(many):
        make.application(to=assignment, session=make.session(of=assignment))
    client.force_login(make.coordinator(of=assignment.organisation).user)
    client.get(list_of(assignment))

    with django_assert_num_queries(6):
        client.get(list_of(assignment))


def test_no_level_of_norwegian_is_shown_when_none_is_said(client: Client) -> None:
    application = make.application()
    client.force_login(make.coordinator(of=application.assignment.organisation).user)
    text = client.get(list_of(application.assignment)).text

    assert "Norwegian" not in text


@pytest.mark.parametrize(("status", "may_post"), [("submitted", False), ("verified", True)])
def test_whoever_waits_for_approval_is_told_and_not_led_to_a_closed_door(
    client: Client, status: str, may_post: bool
) -> None:
    organisation = make.organisation(name="Elvelaget", status=status)
    client.force_login(make.coordinator(of=organisation).user)
    text = client.get(DESK).text

    assert ("Elvelaget is waiting for approval." in text) == (not may_post)
    assert (reverse("assignments:create") in text) == may_post
    assert "Well done" not in text


def test_only_who_coordinates_finds_the_desk_in_the_menu(client: Client) -> None:
    link = f'href="{DESK}"'
    client.force_login(make.user())
    before = client.get("/om/").text
    client.force_login(make.coordinator(of=make.organisation()).user)

    assert (link in before, link in client.get("/om/").text) == (False, True)
