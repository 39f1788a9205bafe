"""One assignment's page: who sees it, what it says, and what it says when it is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from portal import weekgrid
from portal.places import distances_from
from tests import make

pytestmark = pytest.mark.django_db


def test_the_page_says_everything_one_needs_to_decide(client: Client) -> None:
    helped = make.organisation(name="Kattehuset", purpose="We help cats.", answer_rate=0.97)
    assignment = make.assignment(
        organisation=helped,
        title="Mate katter",
        description="Du **mater** katter.\n\n<script>alert(1)</script>",
        gives="Kaffe og kurs.",
        slots=weekgrid.grid_of([5]),
        groups=("barn",),
        minimum_age=18,
        norwegian=1,
        needs_police_certificate=True,
        police_certificate_reason="Alene med barn.",
        accessibility="Heis og HC-toalett.",
    )

    page = client.get(assignment.get_absolute_url()).text

    for said in (
        *("Mate katter", "<strong>mater</strong>", "&lt;script&gt;", "Kaffe og kurs.", "Tuesday evening"),
        *("2 of 2 places left", "at least 18 years", "A little Norwegian", "Why: Alene med barn."),
        *("Heis og HC-toalett.", "Children", "Kattehuset", "We help cats.", "Answers 9 of 10 who apply"),
        reverse("matching:apply", args=[assignment.pk, "mate-katter"]),
    ):
        assert said in page


def test_sessions_that_are_over_are_not_shown(client: Client) -> None:
    assignment = make.assignment(places=3)
    coming = make.session(of=assignment, places=2)
    make.session(of=assignment, on=localdate() - timedelta(days=2))

    assert client.get(assignment.get_absolute_url()).context["sessions"] == [coming]


@pytest.mark.parametrize(("is_hidden", "is_shown"), [(False, True), (True, False)])
def test_a_hidden_address_is_not_in_the_page(client: Client, is_hidden: bool, is_shown: bool) -> None:
    assignment = make.assignment(address="Kattegata 7", is_address_hidden=is_hidden)

    assert ("Kattegata 7" in client.get(assignment.get_absolute_url()).text) is is_shown


def test_one_cannot_apply_where_every_place_is_taken(client: Client) -> None:
    assignment = make.assignment(places=1, places_taken=1)

    page = client.get(assignment.get_absolute_url()).text

    assert "Every place is taken for now." in page
    assert reverse("matching:apply", args=[assignment.pk, assignment.slug]) not in page


def test_a_wrong_slug_leads_to_the_right_one(client: Client) -> None:
    assignment = make.assignment(title="Bære bøker på Åsen")

    moved = client.get(reverse("assignments:assignment", args=[assignment.pk, "feil"]))

    assert moved["Location"] == f"/oppdrag/{assignment.pk}-bare-boker-pa-asen/"


@pytest.mark.parametrize(
    ("status", "days_left", "said"),
    [("closed", 5, "This one is closed"), ("published", -1, "The last day to apply was")],
)
def test_what_is_over_says_so_and_leads_on(client: Client, status: str, days_left: int, said: str) -> None:
    apply_by = localdate() + timedelta(days=days_left)
    over = make.assignment(status=status, apply_by=apply_by, municipality=make.municipality("4601"))

    page = client.get(over.get_absolute_url())

    assert page.status_code == 410
    assert said in page.text
    assert f"{reverse('finding:assignments')}?kommune=4601" in page.text


@pytest.mark.parametrize("status", ["draft", "submitted", "rejected"])
@pytest.mark.parametrize(
    ("who", "code"), [("nobody", 404), ("a volunteer", 404), ("one elsewhere", 404), ("its own", 200)]
)
def test_who_sees_what_is_not_published(client: Client, status: str, who: str, code: int) -> None:
    assignment = make.assignment(status=status, published_at=None, apply_by=None)
    cast = {
        "a volunteer": make.volunteer().user,
        "one elsewhere": make.coordinator(of=make.organisation()).user,
        "its own": make.coordinator(of=assignment.organisation).user,
    }
    if who in cast:
        client.force_login(cast[who])

    assert client.get(assignment.get_absolute_url()).status_code == code


def test_nothing_of_a_suspended_organisation_is_public(client: Client) -> None:
    suspended = make.organisation(status=Organisation.Status.SUSPENDED)

    assert client.get(make.assignment(organisation=suspended).get_absolute_url()).status_code == 404


def test_a_draft_that_was_closed_was_never_public(client: Client) -> None:
    closed = make.assignment(status="closed", published_at=None, closed_at=now())

    assert client.get(closed.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_number_nobody_has_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/oppdrag/{number}-x/").status_code == 404


@pytest.mark.parametrize(("who", "queries"), [("nobody", 8), ("a volunteer", 9), ("a coordinator", 9)])
def test_the_page_asks_the_database_the_same_at_any_size(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, who: str, queries: int
) -> None:
    assignment = make.assignment(activities=("besoksvenn", "maltid", "dyrehjem"), groups=("eldre", "barn"))
    for _ in range(5):
        make.session(of=assignment)
        make.assignment(organisation=assignment.organisation)
        make.assignment()
    if who != "nobody":
        coordinator = make.coordinator(of=assignment.organisation).user
        client.force_login(coordinator if who == "a coordinator" else make.volunteer().user)
    distances_from("0301")  # read once in each process

    # itself, activities, their topics, groups, skills, sessions, similar, more; and the account that asks
    with django_assert_num_queries(queries):
        client.get(assignment.get_absolute_url())


@pytest.mark.parametrize(
    ("places", "hours", "said"),
    [
        (1, 1, ("1 of 1 place left", "About 1 hour a week")),
        (3, 2, ("3 of 3 places left", "About 2 hours a week")),
    ],
)
def test_one_is_one_and_several_are_several(
    client: Client, places: int, hours: int, said: tuple[str, str]
) -> None:
    assignment = make.assignment(places=places, hours=hours)
    page = client.get(assignment.get_absolute_url()).text

    assert all(each in page for each in said)
