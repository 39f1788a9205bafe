"""A coordinator writes, looks, sends in and closes; through the door."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from assignments import services
from assignments.models import Assignment
from portal import weekgrid
from portal.models import User
from tests import make
from tests.assignments.sheets import DAY, in_full, row, typed

pytestmark = pytest.mark.django_db

CREATE = reverse("assignments:create")


@pytest.fixture
def owner(client: Client) -> User:
    """Signed in, and speaking for a verified organisation in Bergen."""
    organisation = make.organisation(name="Kattehuset", municipality=make.municipality("4601"))
    user = make.coordinator(of=organisation).user
    client.force_login(user)
    return user


def one() -> Assignment:
    return Assignment.objects.get()


def test_the_form_begins_where_the_organisation_is(client: Client, owner: User) -> None:
    page = client.get(CREATE)

    assert page.context["sheet"].form["municipality"].value() == "4601"
    assert "organisation" not in page.context["sheet"].form.fields


def test_a_draft_can_be_saved_with_little_and_says_what_is_missing(client: Client, owner: User) -> None:
    page = client.post(CREATE, typed(), follow=True)

    assert page.redirect_chain == [(reverse("assignments:preview", args=[one().pk]), 302)]
    assert (one().status, one().kind, one().places, one().created_by) == ("draft", "assignment", 1, owner)
    assert "Write a summary in one or two sentences." in page.text
    assert "Send for approval" not in page.text


def test_everything_that_is_written_is_kept(client: Client, owner: User) -> None:
    page = client.post(CREATE, in_full(), follow=True)

    made = one()
    assert {activity.pk for activity in made.activities.all()} == {
        *("besoksvenn", "dyrehjem", "dyreredning", "hundearbeid")
    }
    assert [group.pk for group in made.groups.all()] == ["barn"]
    assert [skill.pk for skill in made.skills.all()] == ["matlaging"]
    assert (made.address, made.is_address_hidden, made.is_remote) == ("Kaffegata 7", True, True)
    assert (made.rhythm, str(made.hours), made.slots) == ("regular", "2.5", weekgrid.grid_of([2, 5]))
    assert (made.places, made.minimum_age, made.norwegian, made.apply_by) == (4, 18, 1, DAY)
    assert made.police_certificate_reason == "Alene med barn."
    assert "Send for approval" in page.text


def test_sessions_are_written_in_rows_and_empty_rows_are_left_out(client: Client, owner: User) -> None:
    client.post(CREATE, typed(**row(0), **row(7, begins="22:00", ends="02:00", places="2")))

    first, second = one().sessions.all()
    assert (localtime(first.starts_at).hour, localtime(first.ends_at).hour, first.places) == (18, 20, 3)
    assert (second.ends_at - second.starts_at, second.places) == (timedelta(hours=4), 2)
    assert one().places == 5


def test_a_need_is_posted_without_places_and_sessions(client: Client, owner: User) -> None:
    address = f"{CREATE}?type=behov"

    assert "sessions-TOTAL_FORMS" not in client.get(address).text
    client.post(address, typed(places="4", **row()))

    assert (one().kind, one().places, one().sessions.count()) == ("need", None, 0)


def test_whoever_speaks_for_several_says_which(client: Client, owner: User) -> None:
    other = make.organisation()
    make.coordinator(of=other, user=owner)
    strange = make.organisation()

    refused = client.post(CREATE, typed(organisation=str(strange.pk)))
    client.post(CREATE, typed(organisation=str(other.pk)))

    assert "organisation" in refused.context["sheet"].form.errors
    assert one().organisation == other


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"title": "x" * 91}, "title", "at most 90"),
        ({"municipality": ""}, "municipality", "required"),
        ({"municipality": "9999"}, "municipality", "valid choice"),
        ({"summary": "Ring 22 00 00 00!"}, "summary", "Leave out «22 00 00 00»"),
        ({"description": "Skriv til kari@eksempel.no"}, "description", "Leave out «kari@eksempel.no»"),
        ({"activities": ["romfart"]}, "activities", "on the list"),
        ({"groups": ["romfolk"]}, "groups", "not one of"),
        ({"rhythm": "never"}, "rhythm", "not one of"),
        ({"slots": ["21"]}, "slots", "not one of"),
        ({"hours": "0"}, "hours", "greater than or equal"),
        ({"hours": "mye"}, "hours", "number"),
        ({"places": "0"}, "places", "greater than or equal"),
        ({"places": "9" * 20}, "places", "less than or equal"),
        ({"minimum_age": "140"}, "minimum_age", "less than or equal"),
        ({"norwegian": "4"}, "norwegian", "not one of"),
        ({"apply_by": "2020-01-01"}, "apply_by", "This day is over."),
        ({"ends_on": "2020-01-01"}, "ends_on", "This day is over."),
        ({"apply_by": "snart"}, "apply_by", "valid date"),
        ({"starts_on": "2099-05-02", "ends_on": "2099-05-01"}, "ends_on", "before it starts"),
        (
            {"needs_police_certificate": "on", "police_certificate_reason": "Fordi", "groups": ["eldre"]},
            "needs_police_certificate",
            "Only for tasks with children",
        ),
        (
            {"needs_police_certificate": "on", "groups": ["ungdom"]},
            "police_certificate_reason",
            "Say why",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    client: Client, owner: User, wrong: dict[str, Any], field: str, said: str
) -> None:
    page = client.post(CREATE, typed(gives="Kaffe og kake", **row(1)) | wrong)

    assert said in str(page.context["sheet"].form.errors[field])
    assert "Something needs another look" in page.text
    assert "Kaffe og kake" in page.text
    assert f'value="{DAY.isoformat()}"' in page.text
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": ""}, "Fill in the whole row, or empty it."),
        ({"places": ""}, "Fill in the whole row, or empty it."),
        ({"day": "2020-01-01"}, "This day is over."),
        ({"day": "lørdag"}, "Enter a valid date."),
        ({"begins": "25:00"}, "Enter a valid time."),
        ({"ends": "18:00"}, "at most 12 hours"),
        ({"begins": "06:00", "ends": "19:00"}, "at most 12 hours"),
        ({"places": "0"}, "greater than or equal to 1"),
        # the hour that does not exist, and a session that would end before it begins
        ({"day": "2099-03-29", "begins": "02:30", "ends": "03:15"}, "at most 12 hours"),
    ],
)
def test_a_row_that_is_wrong_is_told_and_kept(
    client: Client, owner: User, wrong: dict[str, str], said: str
) -> None:
    page = client.post(CREATE, typed(title="Behold meg", **row(8, **wrong)))

    assert said in page.text
    assert "Something in the sessions needs another look" in page.text
    assert "Behold meg" in page.text
    assert not Assignment.objects.exists()


def test_everything_wrong_in_a_row_is_told_at_once(client: Client, owner: User) -> None:
    wrong = {"day": "2020-01-01", "begins": "18:00", "ends": "16:00", "places": "0"}
    page = client.post(CREATE, typed(**row(1, **wrong)))

    for said in ("This day is over.", "at most 12 hours", "greater than or equal to 1"):
        assert said in page.text


def test_a_form_without_its_rows_is_no_error_of_ours(client: Client, owner: User) -> None:
    page = client.post(CREATE, {"title": "Kaffe", "municipality": "0301", "norwegian": "0"})

    assert page.status_code == 200
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    "field", ["title", "description", "activities", "groups", "skills", "municipality", "slots", "hours"]
)
@pytest.mark.parametrize("value", ["\x00", "t:\x00", "9" * 30, "NaN", "<b>"])
def test_nonsense_in_any_field_is_no_error_of_ours(
    client: Client, owner: User, field: str, value: str
) -> None:
    assert client.post(CREATE, typed() | {field: value}).status_code in {200, 302}
    assert client.post(CREATE, typed() | {field: [value, ""]}).status_code in {200, 302}


def test_the_hint_and_the_rule_agree_on_a_time_that_is_agreed_on(client: Client, owner: User) -> None:
    assert "agree on the time and give a last day" in client.get(CREATE).text
    assert "agree on the time and give a last day" not in client.get(f"{CREATE}?type=behov").text

    vague = make.draft(slots=0)
    assert "give a last day and agree on the time" in services.missing(vague, on=localdate())["slots"]
