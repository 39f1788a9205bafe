import pytest
from django.test import Client
from django.urls import reverse

from matching.volunteers.models import EVERYWHERE, Volunteer
from portal.models import AuditEntry, User
from tests import make

pytestmark = pytest.mark.django_db
STEPS = ("interests", "when", "where")
WHERE = {"municipality": "0301", "max_km": "20", "is_remote_ok": "on"}


@pytest.fixture
def user(client: Client) -> User:
    user = make.user()
    client.force_login(user)
    return user


def test_three_steps_lead_to_what_suits_her(client: Client, user: User) -> None:
    said = {
        "interests": {"activities": ["besoksvenn", "t:dyr"], "groups": ["eldre"]},
        "when": {"slots": ["5", "20"], "rhythm": "regular", "hours": "3"},
        "where": {"municipality": "5501", "max_km": str(EVERYWHERE)},
    }
    led_to = [client.post(reverse(f"volunteers:{step}"), said[step])["Location"] for step in STEPS]

    she = Volunteer.objects.get(user=user)
    assert led_to == [*(reverse(f"volunteers:{step}") for step in STEPS[1:]), "/for-deg/"]
    assert {activity.topic_id for activity in she.activities.all()} == {"fellesskap", "dyr"}
    assert [group.slug for group in she.groups.all()] == ["eldre"]
    assert (she.slots, she.rhythm, she.hours) == (1 << 5 | 1 << 20, "regular", 3)
    assert (she.municipality_id, she.max_km, she.is_remote_ok) == ("5501", EVERYWHERE, False)


def test_every_step_can_be_skipped_and_leaves_nothing(client: Client, user: User) -> None:
    for step, following in zip(STEPS, ("/profil/tid/", "/profil/sted/", "/for-deg/"), strict=True):
        page = client.get(reverse(f"volunteers:{step}"))
        assert f'{following}">Skip this</a>' in page.text

    assert not Volunteer.objects.exists()


def test_a_step_can_be_saved_with_nothing_ticked(client: Client, user: User) -> None:
    make.volunteer(user=user)
    client.post(reverse("volunteers:interests"), {})

    assert not Volunteer.objects.get(user=user).activities.exists()


def test_what_she_changes_from_the_overview_leads_back_there(client: Client, user: User) -> None:
    address = reverse("volunteers:where") + "?endre"
    page = client.get(address)
    saved = client.post(address, WHERE)

    assert "Step 3 of 3" not in page.text
    assert saved["Location"] == reverse("volunteers:profile")


def test_what_she_said_before_is_filled_in(client: Client, user: User) -> None:
    make.volunteer(user=user, slots=1 << 4, max_km=15)

    assert 'value="4" id="id_slots_4" checked' in client.get(reverse("volunteers:when")).text
    assert 'id="id_max_km_2" checked' in client.get(reverse("volunteers:where")).text


@pytest.mark.parametrize(
    ("step", "typed", "kept", "told"),
    [
        (
            "interests",
            {"activities": ["besoksvenn", "juggling"]},
            "besoksvenn",
            "Choose among the activities",
        ),
        ("interests", {"activities": ["besoksvenn", "t:\x00"]}, "besoksvenn", "Choose among"),
        ("when", {"slots": ["4"], "rhythm": "both", "hours": "two"}, 'value="two"', "Write a whole number"),
        ("when", {"slots": ["4"], "rhythm": "both", "hours": "99"}, 'value="99"', "less than or equal to 60"),
        (
            "where",
            WHERE | {"max_km": "7", "municipality": "5501"},
            'value="5501" selected',
            "7 is not one",
        ),
        ("more", {"birth_year": "1990s", "about": "I cook"}, "I cook", "Enter a whole number"),
    ],
)
def test_wrong_input_keeps_what_was_typed(
    client: Client, user: User, step: str, typed: dict[str, str], kept: str, told: str
) -> None:
    page = client.post(reverse(f"volunteers:{step}"), typed)

    assert page.status_code == 200
    assert kept in page.text
    assert told in page.text
    assert not Volunteer.objects.exists()


def test_each_change_is_on_record(client: Client, user: User) -> None:
    client.post(reverse("volunteers:where"), WHERE)

    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.by, entry.about) == ("volunteer.described", user, user.volunteer)


@pytest.mark.parametrize("page", ["profile", "interests", "when", "where", "more"])
def test_a_stranger_is_asked_to_sign_in(client: Client, page: str) -> None:
    address = reverse(f"volunteers:{page}")

    assert client.get(address)["Location"] == f"/konto/login/?next={address}"
