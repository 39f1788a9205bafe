"""A volunteer says yes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from assignments.models import Assignment, Session
from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.models import Organisation
from portal.models import AuditEntry, Letter, User
from tests import make

pytestmark = pytest.mark.django_db


def door(assignment: Assignment) -> str:
    return reverse("matching:apply", args=[assignment.pk, assignment.slug])


@pytest.fixture
def user(client: Client) -> User:
    user = make.user()
    client.force_login(user)
    return user


def test_she_applies_with_a_short_message(client: Client, user: User) -> None:
    she, assignment = make.volunteer(user=user), make.assignment()
    sent = client.post(door(assignment), {"message": "I like to listen."}, follow=True)

    application = Application.objects.get()
    assert "Your application is sent." in sent.text
    assert (application.volunteer, application.assignment, application.status) == (she, assignment, "new")
    assert (application.message, application.session, application.source) == (
        "I like to listen.",
        None,
        "direct",
    )
    assert AuditEntry.objects.get().deed == "application.sent"


def test_the_message_may_be_left_out(client: Client, user: User) -> None:
    client.post(door(make.assignment()), {})

    assert Application.objects.get().message == ""


def test_applying_makes_a_volunteer_of_whoever_is_none(client: Client, user: User) -> None:
    client.post(door(make.assignment()), {})

    assert Application.objects.get().volunteer == Volunteer.objects.get(user=user)


def test_a_need_takes_any_number(client: Client) -> None:
    need = make.need()
    for _each in range(3):
        client.force_login(make.user())
        client.post(door(need), {})

    assert need.applications.count() == 3


@pytest.mark.parametrize(
    ("query", "source"),
    [("?fra=for_you", "for_you"), ("?fra=digest", "digest"), ("?fra=search", "search"), ("?fra=x", "direct")],
)
def test_where_she_found_it_is_kept(client: Client, user: User, query: str, source: str) -> None:
    client.post(door(make.assignment()) + query, {})

    assert Application.objects.get().source == source


def test_where_she_found_it_follows_her_to_the_door(client: Client) -> None:
    assignment = make.assignment()
    page = client.get(assignment.get_absolute_url(), {"fra": "digest"})

    assert f'href="{door(assignment)}?fra=digest"' in page.text


def test_a_visitor_signs_in_first_and_comes_back(client: Client) -> None:
    address = door(make.assignment()) + "?fra=search"
    page = client.get(address)

    assert page["Location"].startswith("/konto/login/?next=/oppdrag/")
    assert page["Location"].endswith("/sok/%3Ffra%3Dsearch")


def test_everyone_who_can_answer_is_owed_a_letter(client: Client, user: User) -> None:
    assignment = make.assignment()
    seats = [
        make.coordinator(of=assignment.organisation, role=role)
        for role in ("owner", "coordinator", "attest", "reader")
    ]
    make.coordinator(of=assignment.organisation, user=make.user(is_active=False))
    client.post(door(assignment), {})

    letters = Letter.objects.filter(kind="application.received").order_by("pk")
    assert {letter.to for letter in letters} == {seats[0].user, seats[1].user}
    assert {letter.about for letter in letters} == {Application.objects.get()}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "closed"}, "This is closed, so nobody can apply to it any more."),
        ({"apply_by": date(2020, 2, 29)}, "The last day to apply was Feb. 29, 2020."),
        ({"places": 1, "places_taken": 1}, "Every place of this assignment is taken."),
    ],
)
def test_what_is_no_longer_open_says_so(
    client: Client, user: User, fields: dict[str, Any], told: str
) -> None:
    assignment = make.assignment(**fields)
    seen, refused = client.get(door(assignment)), client.post(door(assignment), {"message": "My words"})

    assert told in seen.text
    assert "<textarea" not in seen.text
    assert told in refused.text
    assert "My words" in refused.text
    assert not Application.objects.exists()


def test_the_last_day_is_still_a_day(client: Client, user: User) -> None:
    client.post(door(make.assignment(apply_by=localdate())), {})

    assert Application.objects.exists()


def test_what_was_never_public_does_not_exist(client: Client, user: User) -> None:
    draft = make.assignment(status="draft", published_at=None)
    hidden = make.assignment(organisation=make.organisation(status=Organisation.Status.SUSPENDED))

    assert [client.get(door(each)).status_code for each in (draft, hidden)] == [404, 404]


def test_nobody_applies_twice(client: Client, user: User) -> None:
    assignment = make.assignment()
    client.post(door(assignment), {})
    seen, refused = client.get(door(assignment)), client.post(door(assignment), {"message": "Me again"})

    assert "You have already applied to this." in seen.text
    assert reverse("matching:my_applications") in seen.text
    assert refused.text.count("You have already applied to this.") == 1
    assert "<textarea" not in refused.text
    assert Application.objects.count() == 1


@pytest.mark.parametrize("status", ["withdrawn", "declined"])
def test_whoever_is_out_may_apply_again(client: Client, user: User, status: str) -> None:
    old = make.application(
        volunteer=make.volunteer(user=user), status=status, answered_at="2026-01-01T00:00Z"
    )
    client.post(door(old.assignment), {})

    assert Application.objects.live().get() != old


@pytest.mark.parametrize("role", ["owner", "reader"])
def test_a_coordinator_does_not_apply_to_herself(client: Client, user: User, role: str) -> None:
    assignment = make.assignment()
    make.coordinator(of=assignment.organisation, user=user, role=role)

    assert "You coordinate this organisation" in client.post(door(assignment), {}).text
    assert not Application.objects.exists()


def test_a_birth_year_is_asked_for_only_when_it_matters(client: Client, user: User) -> None:
    open_to_all, for_adults = make.assignment(), make.assignment(minimum_age=18)
    pages = [client.get(door(each)).text for each in (open_to_all, for_adults)]
    make.volunteer(user=user, birth_year=1990)
    pages.append(client.get(door(for_adults)).text)

    assert ["birth_year" in page for page in pages] == [False, True, False]


def test_the_birth_year_is_kept_in_the_profile(client: Client, user: User) -> None:
    client.post(door(make.assignment(minimum_age=18)), {"birth_year": "1990"})

    assert Application.objects.get().volunteer.birth_year == 1990


@pytest.mark.parametrize(("birth_year", "told"), [("", "This field is required."), ("19x", "whole number")])
def test_a_birth_year_that_is_needed_must_be_there(
    client: Client, user: User, birth_year: str, told: str
) -> None:
    page = client.post(door(make.assignment(minimum_age=18)), {"birth_year": birth_year, "message": "Hello"})

    assert told in page.text
    assert "Hello" in page.text
    assert not Volunteer.objects.exists()


def test_whoever_is_too_young_is_told_and_nothing_is_kept(client: Client, user: User) -> None:
    year = localdate().year - 17
    page = client.post(door(make.assignment(minimum_age=18)), {"birth_year": str(year)})

    assert "You must be 18 years old for this." in page.text
    assert not Volunteer.objects.exists()


def test_whoever_may_have_turned_eighteen_this_year_applies(client: Client, user: User) -> None:
    make.volunteer(user=user, birth_year=localdate().year - 18)
    client.post(door(make.assignment(minimum_age=18)), {})

    assert Application.objects.exists()


def test_too_little_norwegian_is_a_warning_and_not_a_stop(client: Client, user: User) -> None:
    make.volunteer(user=user, norwegian=1)
    assignment = make.assignment(norwegian=2)

    assert "your profile says a little less" in client.get(door(assignment)).text
    client.post(door(assignment), {})
    assert Application.objects.exists()


def test_she_is_told_about_the_police_certificate_before_she_applies(client: Client, user: User) -> None:
    assignment = make.assignment(
        needs_police_certificate=True, police_certificate_reason="Alone with children"
    )

    assert "Alone with children" in client.get(door(assignment)).text


def test_she_chooses_when_among_times_with_places(client: Client, user: User) -> None:
    assignment = make.assignment(places=4)
    free, full = make.session(of=assignment, places=2), make.session(of=assignment)
    begun = make.session(of=assignment, places=2)
    make.session(of=make.assignment())
    Session.objects.filter(pk=full.pk).update(places_taken=1)
    Session.objects.filter(pk=begun.pk).update(starts_at=now() - timedelta(minutes=1))
    page = client.get(door(assignment))
    client.post(door(assignment), {"session": free.pk})

    assert list(page.context["form"].fields["session"].queryset) == [free]
    assert "2 places left" in page.text
    assert Application.objects.get().session == free


def test_a_time_must_be_chosen_and_be_open(client: Client, user: User) -> None:
    assignment = make.assignment(places=4)
    make.session(of=assignment)
    other = make.session(of=make.assignment())

    assert "Choose when you can come." in client.post(door(assignment), {}).text
    refused = client.post(door(assignment), {"session": other.pk, "message": "Still me"})
    assert "That time is no longer open. Choose another." in refused.text
    assert "Still me" in refused.text
    assert not Application.objects.exists()


def test_when_no_time_is_left_she_is_told(client: Client, user: User) -> None:
    assignment = make.assignment(places=4)
    make.session(of=assignment, on=localdate() - timedelta(days=3))

    assert "If no time is listed, every place is taken." in client.post(door(assignment), {}).text


def test_a_message_that_is_too_long_is_kept(client: Client, user: User) -> None:
    page = client.post(door(make.assignment()), {"message": "long " * 401})

    assert "at most 2000 characters" in page.text
    assert "long long" in page.text


def test_whoever_has_not_said_how_much_norwegian_is_not_warned(client: Client, user: User) -> None:
    make.volunteer(user=user)

    assert "says a little less" not in client.get(door(make.assignment(norwegian=3))).text


@pytest.mark.parametrize(
    ("status", "told"),
    [("new", "You have applied."), ("accepted", "You have a place."), ("declined", "Apply")],
)
def test_the_page_of_an_assignment_fetches_what_she_has_done(
    client: Client, user: User, status: str, told: str
) -> None:
    made = make.application(volunteer=make.volunteer(user=user), status=status, answered_at=now())
    state = reverse("matching:apply_state", args=[made.assignment.pk, made.assignment.slug])
    page, part = client.get(made.assignment.get_absolute_url()), client.get(state)

    assert page.text.count(f'hx-get="{state}"') == 2
    assert told in part.text
    assert (door(made.assignment) in part.text) == (status == "declined")


def test_a_visitor_sees_the_plain_way_to_apply(client: Client) -> None:
    assignment = make.assignment()
    text = client.get(assignment.get_absolute_url(), {"fra": "digest"}).text

    assert "hx-get" not in text
    assert text.count(door(assignment) + "?fra=digest") == 2
