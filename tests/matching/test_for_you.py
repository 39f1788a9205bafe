"""The page that says what fits first, and why."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from assignments.models import Assignment
from matching.learning.models import ShownList
from matching.learning.packing import unpacked
from matching.models import Application
from matching.ranking import LAUNCH
from matching.volunteers.models import Volunteer
from portal.models import Group
from portal.weekgrid import grid_of
from tests import make

pytestmark = pytest.mark.django_db
FOR_YOU = "/for-deg/"
TUESDAY_EVENING = 5
PLAIN: dict[str, Any] = {"slots": grid_of([0]), "published_at": timezone.now() - timedelta(days=30)}
"""Nothing that speaks for it but the place."""


def page(client: Client, volunteer: Volunteer) -> str:
    client.force_login(volunteer.user)
    response = client.get(FOR_YOU)
    assert response.status_code == 200
    return response.text


def many(count: int) -> None:
    """Publish as many more in Oslo, all alike."""
    first = make.assignment()
    fields = {
        name: getattr(first, name) for name in ("organisation", "kind", "municipality", "rhythm", "places")
    }
    dates = {name: getattr(first, name) for name in ("status", "published_at", "apply_by")}
    made = Assignment.objects.bulk_create(
        Assignment(title=f"Help {number}", summary="Help.", description="Help.", **fields, **dates)
        for number in range(count - 1)
    )
    link = Assignment.activities.through
    link.objects.bulk_create(link(assignment=each, activity_id="besoksvenn") for each in made)


def test_somebody_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    response = client.get(FOR_YOU)
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('account_login')}?next={FOR_YOU}"


def test_somebody_without_a_profile_is_led_to_the_three_steps(client: Client) -> None:
    client.force_login(make.user())
    text = client.get(FOR_YOU).text
    assert "Three short steps" in text
    for step in ("interests", "when", "where"):
        assert f'href="{reverse(f"volunteers:{step}")}"' in text


def test_the_best_fit_comes_first_and_says_why(client: Client) -> None:
    volunteer = make.volunteer(slots=grid_of([TUESDAY_EVENING]), rhythm=Volunteer.Rhythm.REGULAR)
    make.assignment(title="Another day", slots=grid_of([0]), activities=("arrangement",))
    make.assignment(title="Just right", slots=grid_of([TUESDAY_EVENING]))
    text = page(client, volunteer)
    assert 0 < text.index("Just right") < text.index("Another day")
    first = text[text.index("Just right") : text.index("Another day")]
    activity = volunteer.activities.get().name
    reasons = (
        f"You have ticked {activity}",
        "Suits when you can: Tuesday evening",
        "No one has signed up yet",
    )
    assert [reason for reason in reasons if reason not in first] == []


def test_a_card_says_where_she_found_it(client: Client) -> None:
    found = make.assignment()
    assert f'href="{found.get_absolute_url()}?fra=for_you&amp;liste=' in page(client, make.volunteer())


def test_what_cannot_be_applied_to_is_not_there(client: Client) -> None:
    volunteer = make.volunteer()
    make.assignment(title="Shown to you")
    make.assignment(title="Is full", places=1, places_taken=1)
    make.assignment(title="Closed one", status=Assignment.Status.CLOSED)
    make.assignment(title="Too late", apply_by=timezone.localdate() - timedelta(days=1))
    make.assignment(title="For much older people", minimum_age=99)
    make.application(to=make.assignment(title="Applied to"), volunteer=volunteer)
    text = page(client, volunteer)
    assert "Shown to you" in text
    for title in ("Is full", "Closed one", "Too late", "For much older people", "Applied to"):
        assert title not in text


def test_too_few_nearby_are_followed_by_some_farther_away(client: Client) -> None:
    make.assignment(title="In Drammen", municipality=make.municipality("3301"))
    make.assignment(title="In Oslo")
    text = page(client, make.volunteer(max_km=20))
    assert "Only 1 is as near as you wished, so here is what lies a little farther away." in text
    assert text.index("In Oslo") < text.index("A little farther away") < text.index("In Drammen")
    assert "A little farther than you asked for: 40 km" in text


def test_what_she_has_not_said_is_asked_for(client: Client) -> None:
    make.assignment()
    text = page(client, make.volunteer(activities=(), municipality=None))
    assert "You have not said anything yet about:" in text
    for step in ("interests", "when", "where"):
        assert f'href="{reverse(f"volunteers:{step}")}?endre"' in text


def test_whoever_has_said_nothing_is_not_told_that_it_suits_her(client: Client) -> None:
    make.assignment()
    text = " ".join(page(client, make.volunteer(activities=(), municipality=None)).split())
    assert "1 you can take part in" in text
    assert "Tell us a little, and the list becomes yours." in text
    assert "1 suits you" not in text


def test_whoever_has_not_said_how_much_norwegian_is_taken_to_speak_it(client: Client) -> None:
    asking = make.assignment(norwegian=3)
    client.force_login(make.volunteer().user)

    assert asking.title in client.get("/for-deg/").text


def test_without_a_municipality_everything_open_may_be_shown(client: Client) -> None:
    make.assignment(title="In Bergen", municipality=make.municipality("4601"))
    assert "In Bergen" in page(client, make.volunteer(municipality=None))


def test_with_the_personal_order_off_the_newest_come_first(client: Client) -> None:
    make.assignment(title="Newest elsewhere", municipality=make.municipality("4601"))
    make.assignment(title="Older nearby", published_at=timezone.now() - timedelta(days=3))
    text = page(client, make.volunteer(is_ranked=False))
    assert text.index("Newest elsewhere") < text.index("Older nearby")
    assert "you have switched the personal order off" in text


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (PLAIN | {"places": 4, "places_taken": 1}, "1 of 4 places are taken"),
        ({"municipality": "3301"}, "40 km from you"),
        ({"apply_by": timezone.localdate() + timedelta(days=2)}, "Apply by"),
        ({"is_remote": True}, "Can be done from home"),
        ({"slots": 0}, "You agree on the time together"),
        ({"hours": 1}, "About 1 hour a week, no more than you have"),
        ({"hours": 2.5}, "About 2.5 hours a week, no more than you have"),
        ({"groups": ("eldre",)}, "Helps those you have ticked: Older people"),
        ({"activities": ("besoksvenn",)}, "You have ticked Visiting friend"),
        ({"activities": ("besoksvenn-hund",)}, "Close to what you have ticked: Visiting friend"),
    ],
)
def test_reasons_are_plain_sentences(client: Client, made: dict[str, Any], reason: str) -> None:
    activities = ("besoksvenn",) if "activities" in made else ()
    volunteer = make.volunteer(activities=activities, max_km=50, hours=3)
    volunteer.groups.set(Group.objects.filter(slug="eldre"))
    if "municipality" in made:
        made = made | {"municipality": make.municipality(made["municipality"])}
    make.assignment(**made)
    assert escape(reason) in page(client, volunteer)


def test_a_plain_fact_has_no_check_mark(client: Client) -> None:
    make.assignment(municipality=make.municipality("3301"), **PLAIN | {"places_taken": 1})
    client.force_login(make.volunteer(activities=(), max_km=38).user)

    (card,) = client.get(FOR_YOU).context["near"]

    assert card.reasons == ["40 km from you", "1 of 2 places are taken"]
    assert [reason.is_plain for reason in card.reasons] == [True, True]


def test_those_who_wait_for_an_answer_count_as_signed_up(client: Client) -> None:
    need = make.need(**PLAIN)
    make.application(to=need)
    make.application(to=need, status=Application.Status.IN_DIALOGUE)
    make.application(to=need, status=Application.Status.WITHDRAWN)
    assert "2 have signed up" in page(client, make.volunteer(activities=()))


def test_the_page_asks_the_database_as_often_for_two_thousand(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    volunteer = make.volunteer()
    many(20)
    page(client, volunteer)
    with django_assert_num_queries(8):
        client.get(FOR_YOU)
    many(1980)
    client.get(FOR_YOU)
    with django_assert_num_queries(8):
        assert client.get(FOR_YOU).text.count("card__link") == 20


def test_the_filters_of_the_list_keep_the_order_and_the_reasons(client: Client) -> None:
    volunteer = make.volunteer()
    make.need(title="A need nearby")
    make.assignment(title="An assignment nearby")

    client.force_login(volunteer.user)
    text = client.get(FOR_YOU, {"type": "behov"}).text

    assert "A need nearby" in text
    assert "An assignment nearby" not in text
    assert "Why this suits you" in text
    assert 'href="/oppdrag/?type=behov"' in text


def test_htmx_gets_the_list_alone_and_its_address(client: Client) -> None:
    client.force_login(make.volunteer().user)
    make.assignment(title="Nearby")

    part = client.get(FOR_YOU, {"q": "nearby", "km": ""}, headers={"HX-Request": "true"})

    assert "Nearby" in part.text
    assert "<html" not in part.text
    assert part["HX-Push-Url"] == "/for-deg/?q=nearby"


def test_a_volunteer_without_a_personal_order_gets_the_newest_that_fit(client: Client) -> None:
    volunteer = make.volunteer(is_ranked=False)
    make.need(title="Older", published_at=timezone.now() - timedelta(days=3))
    make.need(title="Newer")
    make.assignment(title="Other")

    client.force_login(volunteer.user)
    near = client.get(FOR_YOU, {"type": "behov"}).context["near"]

    assert [each.assignment.title for each in near] == ["Newer", "Older"]


def test_a_place_one_asks_for_counts_instead_of_how_far_one_goes(client: Client) -> None:
    client.force_login(make.volunteer(max_km=10).user)
    make.assignment(title="In the north", municipality=make.municipality("5501"))

    assert "In the north" not in client.get(FOR_YOU).text
    assert "In the north" in client.get(FOR_YOU, {"kommune": "5501"}).text
    assert "In the north" in client.get(FOR_YOU, {"q": "i Tromsø"}).text


def test_the_list_she_saw_is_remembered_with_what_it_was_made_of(client: Client) -> None:
    volunteer = make.volunteer()
    first, second = make.assignment(), make.assignment()
    text = page(client, volunteer)
    kept = ShownList.objects.get()

    assert sorted(kept.assignments) == [first.pk, second.pk]
    assert (kept.source, kept.model_version, kept.volunteer) == ("for_you", LAUNCH.version, volunteer)
    assert [round(value, 2) for value in unpacked(kept.signals)[0].tolist()][:2] == [1, 0.82]
    assert f"?fra=for_you&amp;liste={kept.name}" in text
    page(client, volunteer)
    assert ShownList.objects.count() == 1


def test_nothing_is_kept_of_lists_without_a_personal_order(client: Client) -> None:
    make.assignment()
    page(client, make.volunteer(is_ranked=False))

    assert not ShownList.objects.exists()
