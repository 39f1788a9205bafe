import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from matching.volunteers.models import Volunteer
from portal.models import Activity, User
from tests import make

pytestmark = pytest.mark.django_db
MORE = {
    "skills": ["matlaging"],
    "about": "I have cooked for eighty.",
    "norwegian": "2",
    "birth_year": "1990",
    "digest_frequency": "monthly",
    "is_visible": "on",
}


@pytest.fixture
def user(client: Client) -> User:
    user = make.user()
    client.force_login(user)
    return user


def test_a_little_more_is_kept(client: Client, user: User) -> None:
    saved = client.post(reverse("volunteers:more"), MORE, follow=True)

    she = Volunteer.objects.get(user=user)
    assert "Saved." in saved.text
    assert [skill.slug for skill in she.skills.all()] == ["matlaging"]
    assert (she.about, she.norwegian, she.birth_year) == ("I have cooked for eighty.", 2, 1990)
    assert (she.digest_frequency, she.is_visible) == ("monthly", True)
    assert (she.is_police_certificate_ok, she.is_ranked) == (False, False)


@pytest.mark.parametrize(
    ("years_old", "told"),
    [
        (14, "You can use the portal from the year you turn 15."),
        (-1, "Write the year you were born with four digits"),
        (121, "Write the year you were born with four digits"),
    ],
)
def test_a_birth_year_that_cannot_be(client: Client, user: User, years_old: int, told: str) -> None:
    year = str(localdate().year - years_old)
    page = client.post(reverse("volunteers:more"), MORE | {"birth_year": year})

    assert told in page.text
    assert f'value="{year}"' in page.text


@pytest.mark.parametrize("years_old", [15, 119])
def test_from_the_year_she_turns_fifteen_she_is_welcome(client: Client, user: User, years_old: int) -> None:
    client.post(reverse("volunteers:more"), MORE | {"birth_year": localdate().year - years_old})

    assert Volunteer.objects.get(user=user).birth_year == localdate().year - years_old


def test_the_overview_says_it_in_words(client: Client, user: User) -> None:
    make.volunteer(user=user, slots=1 << 5, rhythm="once", hours=1, max_km=30, about="I <3 soup")
    text = client.get(reverse("volunteers:profile")).text

    for words in (
        "Tuesday evening",
        "Once or a few times",
        "About 1 hour a week",
        "Oslo",
        "Up to 30 km",
        "1990",
    ):
        assert words in text
    assert "I &lt;3 soup" in text
    assert reverse("volunteers:when") + "?endre" in text


def test_the_overview_of_nobody_yet_shows_where_to_begin(client: Client, user: User) -> None:
    text = client.get(reverse("volunteers:profile")).text

    assert "Start with your interests" in text
    assert reverse("volunteers:interests") in text
    assert not Volunteer.objects.exists()


def test_the_overview_asks_the_database_as_often_for_much_as_for_little(
    client: Client, user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    she = make.volunteer(user=user, activities=())
    address = reverse("volunteers:profile")
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
    she.activities.set(Activity.objects.all())
    with django_assert_num_queries(5):
        client.get(address)


def test_what_nobody_has_said_is_not_claimed(client: Client, user: User) -> None:
    she = make.volunteer(user=user)
    text = client.get(reverse("volunteers:profile")).text
    client.post(reverse("volunteers:more"), MORE | {"norwegian": ""})

    she.refresh_from_db()
    assert she.norwegian is None
    assert "Fluent Norwegian" not in text
    assert "Not said yet" in text
    assert "Fine, unless you say otherwise" in text
