"""Who suits an assignment, as its coordinators see it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from assignments.models import Assignment
from matching.inviting import people, welcome
from matching.inviting.people import Person
from matching.steering import services as steering
from organisations.models import Organisation
from portal.models import Group, Skill
from tests import make
from tests.inviting.office import coordinate, her, page_of

pytestmark = pytest.mark.django_db
LILLESTROM, BERGEN = "3205", "4601"
SPEAKS_FOR_HER = (
    "Has ticked Visiting friend",
    "Can when you need it: Tuesday evening",
    "Is good at what you look for: Music",
    "Would like to help regularly",
)


def shown(assignment: Assignment) -> list[Person]:
    return people.best(assignment, on=localdate(), at=now()).people


def keys(assignment: Assignment) -> list[int]:
    return [person.key for person in shown(assignment)]


def test_only_those_who_may_be_invited_and_whom_it_suits_are_shown() -> None:
    certificate = {"needs_police_certificate": True, "police_certificate_reason": "Trust"}
    assignment = make.assignment(groups=("barn",), minimum_age=20, norwegian=2, **certificate)  # type: ignore[arg-type]
    ida = her()
    her(birth_year=localdate().year - 19)
    her(norwegian=1)
    her(is_police_certificate_ok=False)
    her(municipality=make.municipality(BERGEN))
    make.volunteer()
    make.volunteer(user=make.user(is_active=False), is_visible=True)

    assert keys(assignment) == [ida.pk]


def test_whoever_has_met_it_before_is_not_shown() -> None:
    assignment, ida = make.assignment(), her()
    make.application(to=assignment, volunteer=her(), status="withdrawn")
    make.invitation(to=assignment, volunteer=her())
    steering.dismiss(assignment, by=her())
    make.coordinator(of=assignment.organisation, user=her().user)

    assert keys(assignment) == [ida.pk]


def test_whoever_may_be_under_eighteen_is_shown_to_nobody() -> None:
    assignment, year = make.assignment(), localdate().year
    her(birth_year=year - 18)
    grown_up, unsaid = her(birth_year=year - 19), her(birth_year=None)

    assert sorted(keys(assignment)) == [grown_up.pk, unsaid.pk]


def test_two_invitations_in_a_week_are_enough() -> None:
    assignment, ida = make.assignment(), her()
    for days in (3, 6):
        make.invitation(volunteer=ida, created_at=now() - timedelta(days=days))
    assert keys(assignment) == []

    ida.invitations.update(created_at=now() - timedelta(days=8))
    assert keys(assignment) == [ida.pk]


def test_it_is_the_rankers_relevance_that_orders_them() -> None:
    assignment = make.assignment(activities=("besoksvenn",), slots=0b100, groups=("eldre",))
    all_of_it = her(slots=0b100, rhythm="regular")
    all_of_it.groups.set(Group.objects.filter(slug="eldre"))
    far = her(slots=0b100, municipality=make.municipality(LILLESTROM))
    nothing = her(activities=("dommer",), slots=0b001, rhythm="once")

    assert keys(assignment) == [all_of_it.pk, far.pk, nothing.pk]


def test_those_invited_lately_come_later_and_equals_by_chance() -> None:
    first, *_others = [her() for _each in range(8)]
    orders = [keys(make.assignment()) for _each in range(4)]
    assert len({tuple(order) for order in orders}) == 4
    make.invitation(volunteer=first, created_at=now() - timedelta(days=20))

    assert [keys(make.assignment())[-1] for _each in range(3)] == [first.pk] * 3


def test_of_a_crowd_those_who_like_it_are_weighed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "CROWD", 3)
    others, likes_it = [her(activities=("dommer",)) for _each in range(9)], her()
    drawn = [keys(make.assignment()) for _each in range(6)]

    assert [(len(each), each[0]) for each in drawn] == [(3, likes_it.pk)] * 6
    assert len({frozenset(each) for each in drawn}) > 1
    assert {key for each in drawn for key in each} <= {one.pk for one in (*others, likes_it)}


def test_at_most_twenty_are_shown_and_of_how_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(22):
        her()
    assignment = make.assignment()
    coordinate(client, assignment)

    assert len(keys(assignment)) == 20
    assert "You see 20 of 22 who may be invited." in client.get(page_of(assignment)).text
    monkeypatch.setattr(welcome, "CROWD", 21)
    assert "You see 20 of many who may be invited." in client.get(page_of(assignment)).text


def test_of_the_invited_it_says_where_they_live(client: Client) -> None:
    assignment = make.assignment()
    make.invitation(to=assignment, volunteer=her("Kari Moe", municipality=make.municipality(LILLESTROM)))
    make.invitation(to=assignment, volunteer=her("Kari Berg", municipality=None))
    coordinate(client, assignment)
    text = client.get(page_of(assignment)).text

    assert (text.count("Kari"), text.count("Lillestrøm · ")) == (2, 1)


def test_of_a_person_first_name_place_and_what_speaks_for_it_are_shown_and_nothing_else(
    client: Client,
) -> None:
    assignment = make.assignment(slots=1 << 5, groups=("eldre",), hours=2)
    assignment.skills.set(Skill.objects.filter(slug="musikk"))
    ida = her("Ida Moe Berg", slots=1 << 5, rhythm="regular", hours=3, about="My secret", birth_year=1987,
              municipality=make.municipality(LILLESTROM), max_km=50)  # fmt: skip
    ida.groups.set(Group.objects.filter(slug__in=["eldre", "barn"]))
    ida.skills.set(Skill.objects.filter(slug__in=["musikk", "jus"]))
    coordinate(client, assignment)
    text = client.get(page_of(assignment)).text

    said = ["Ida", "Lillestrøm · 16 km away", *SPEAKS_FOR_HER]
    assert [words for words in said if words not in text] == []
    hidden = ["Moe", "Berg", "secret", "1987", ida.user.email, "Children", "Law"]
    assert [words for words in hidden if words in text] == []


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("coordinator", 200), ("attest", 403)])
def test_who_may_see_them(client: Client, role: str, status: int) -> None:
    assignment = make.assignment()
    coordinate(client, assignment, role)

    assert client.get(page_of(assignment)).status_code == status


def test_another_organisations_assignment_does_not_exist(client: Client) -> None:
    coordinate(client, make.assignment())

    assert client.get(page_of(make.assignment())).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": "draft", "published_at": None}, "This is not published yet."),
        ({"status": "submitted", "published_at": None}, "This is not published yet."),
        ({"status": "closed"}, "This is closed"),
        ({"places": 1, "places_taken": 1}, "Every place of this assignment is taken."),
        ({"apply_by": localdate() - timedelta(days=1)}, "The last day to apply was"),
    ],
)
def test_what_nobody_can_apply_to_shows_nobody(client: Client, fields: dict[str, object], said: str) -> None:
    her("Ida")
    assignment = make.assignment(**fields)  # type: ignore[arg-type]
    coordinate(client, assignment)
    text = client.get(page_of(assignment)).text

    assert said in text
    assert reverse("assignments:preview", args=[assignment.pk]) in text
    assert "Ida" not in text


def test_a_suspended_organisation_sees_nobody(client: Client) -> None:
    her("Ida")
    assignment = make.assignment(organisation=make.organisation(status=Organisation.Status.SUSPENDED))
    coordinate(client, assignment)

    assert "Ida" not in client.get(page_of(assignment)).text


def test_with_nobody_to_show_it_says_why(client: Client) -> None:
    assignment = make.assignment()
    coordinate(client, assignment)

    assert "Nobody to invite just now" in client.get(page_of(assignment)).text


def test_of_those_in_the_same_municipality_no_kilometres_are_said(client: Client) -> None:
    assignment = make.assignment()
    her()
    coordinate(client, assignment)
    text = client.get(page_of(assignment)).text

    assert "Oslo · where it is" in text
    assert "3 km" not in text


def test_those_who_have_said_little_are_shown_with_what_they_said() -> None:
    her(municipality=None, activities=())
    (person,) = shown(make.assignment(hours=None))

    assert (person.municipality, person.km, person.reasons) == ("", None, [])


def test_the_desk_and_the_assignment_lead_there(client: Client) -> None:
    assignment = make.assignment()
    draft = make.draft(organisation=assignment.organisation)
    coordinate(client, assignment)
    desk = client.get("/koordinator/").text
    state = client.get(reverse("matching:apply_state", args=[assignment.pk, assignment.slug])).text

    assert (page_of(assignment) in desk, page_of(draft) in desk) == (True, False)
    assert page_of(assignment) in state


def test_the_page_asks_the_database_as_often_for_twenty_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assignment = make.assignment(slots=1)
    coordinate(client, assignment)
    for number in (1, 19):
        for _each in range(number):
            her(slots=1)
        client.get(page_of(assignment))
        with django_assert_num_queries(10):
            client.get(page_of(assignment))
