"""The page that says what the portal knows about her, and how each thing counts."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from matching.dials.models import Dials
from matching.ranking import LAUNCH
from matching.ranking.model import SIGNALS
from matching.steering import services
from matching.steering.explaining import HOW, Weight, counted, lifts
from matching.volunteers.models import Volunteer
from portal.models import Skill
from portal.weekgrid import grid_of
from tests import make

pytestmark = pytest.mark.django_db
HOW_WE_CHOOSE = "/for-deg/slik-velger-vi/"


def shown(client: Client, volunteer: Volunteer) -> str:
    client.force_login(volunteer.user)
    return " ".join(client.get(HOW_WE_CHOOSE).text.split())


def test_every_signal_of_the_ranker_is_explained() -> None:
    assert tuple(HOW) == SIGNALS


def test_all_she_has_said_stands_there_in_words_with_a_way_to_change_it(client: Client) -> None:
    volunteer = make.volunteer(slots=grid_of([5]), hours=3, rhythm="once", max_km=30, is_remote_ok=False)
    volunteer.skills.set(Skill.objects.filter(position=0))

    text = shown(client, volunteer)

    for said in (
        str(volunteer.activities.get()),
        "Oslo, up to 30 km, nothing from home",
        "Tuesday evening",
        "Once or a few times",
        "About 3 hours a week",
        str(volunteer.skills.get()),
    ):
        assert f"You have said: <strong>{said}</strong>" in text
    for step in ("interesser", "tid", "sted", "mer"):
        assert f'href="/min-side/profil/{step}/?endre"' in text


def test_what_is_not_said_is_said_to_be_unsaid(client: Client) -> None:
    text = shown(client, make.volunteer(activities=(), municipality=None, max_km=2000, birth_year=None))

    assert "No place said yet, the whole country, from home too" in text
    assert text.count("<strong>Not said yet</strong>") == 5
    assert "You would go to the whole country, so no distance is too far." in text
    assert "you have not said when you were born" in text
    assert "you have not said how much Norwegian you speak" in text


def test_the_limits_are_her_own(client: Client) -> None:
    volunteer = make.volunteer(birth_year=2001, norwegian=1, is_police_certificate_ok=False, max_km=30)

    text = shown(client, volunteer)

    assert "What is farther away than 30 km, unless it can be done from home." in text
    assert "you have said that you were born in 2001" in text
    assert "What asks for more Norwegian than you have said: A little Norwegian." in text
    assert "What asks for a police certificate, since you have said no to that." in text


def test_the_bars_follow_the_model() -> None:
    model = replace(LAUNCH, interest=3.0, distance=1.5, time=0.6, hours=0.0, kappa=0.0)

    bars = {str(each.title): each.weight for each in counted(make.volunteer(), model)}
    need, *_others = lifts(model)

    assert next(iter(bars)) == "Interests"
    assert (bars["Interests"].percent, bars["Interests"].words) == (100, "Counts a lot")
    assert (bars["How near it is"].percent, bars["How near it is"].words) == (50, "Counts somewhat")
    assert (bars["When you can"].percent, bars["When you can"].words) == (20, "Counts a little")
    assert bars["How many hours you have"] == need.weight == Weight(0)
    assert need.weight.words == "Does not count now"


def test_it_names_the_version_that_moderators_have_set(client: Client) -> None:
    weights = {name: getattr(LAUNCH, name) for name in Dials.WEIGHTS}
    dials = Dials.objects.create(**weights | {"kappa": 0}, note="Relevance alone.")

    text = shown(client, make.volunteer())

    assert f"orders lists now: {dials.version}." in text
    assert "Does not count now" in text


def test_what_she_has_put_away_stands_there_page_by_page(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    volunteer = make.volunteer()
    for number in range(21):
        services.dismiss(make.assignment(title=f"Walk {number}"), by=volunteer, why="far")
    services.dismiss(make.assignment(title="Somebody else's"), by=make.volunteer())
    text = shown(client, volunteer)

    assert "Walk 20" in text
    assert "It is too far away" in text
    assert "Somebody else" not in text
    with django_assert_num_queries(9):
        assert "Walk 0<" in client.get(HOW_WE_CHOOSE, {"side": "2"}).text


def test_taking_back_leads_to_the_same_page(client: Client) -> None:
    volunteer, assignment = make.volunteer(), make.assignment(title="A walk")
    services.dismiss(assignment, by=volunteer)
    client.force_login(volunteer.user)
    back = client.get(HOW_WE_CHOOSE).context["back"]

    page = client.post(f"/for-deg/ikke-for-meg/{assignment.pk}/angre/", {"tilbake": back}, follow=True)

    assert page.redirect_chain == [(HOW_WE_CHOOSE, 302)]
    assert "«A walk» can be shown to you again." in page.text


def test_the_switch_is_there_too_and_leads_back_there(client: Client) -> None:
    client.force_login(make.volunteer().user)

    sent = {"what": "is_ranked", "value": "False", "tilbake": HOW_WE_CHOOSE}
    page = client.post("/for-deg/endre/", sent, follow=True)

    ((address, _status),) = page.redirect_chain
    assert address.startswith(f"{HOW_WE_CHOOSE}?forrige=is_ranked%3ATrue%3A")
    assert "The personal order is switched off." in page.text
    assert "Switch the personal order on" in page.text


def test_the_list_and_the_profile_lead_to_it(client: Client) -> None:
    client.force_login(make.volunteer().user)

    for page in ("/for-deg/", "/min-side/profil/"):
        assert f'href="{HOW_WE_CHOOSE}"' in client.get(page).text
