"""«Near me now»: a position is used once, and kept nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
HERE, LIST = reverse("finding:here"), reverse("finding:assignments")
IN_TROMSO = {"latitude": "69.65", "longitude": "18.96"}


def test_a_position_becomes_the_municipality_whose_people_live_nearest(client: Client) -> None:
    assert client.post(HERE, IN_TROMSO)["Location"] == f"{LIST}?kommune=5501&km=20"


def test_other_filters_are_kept_and_other_places_are_not(client: Client) -> None:
    answer = client.post(f"{HERE}?tema=dyr&kommune=0301&fylke=46&km=50", IN_TROMSO)

    assert answer["Location"] == f"{LIST}?tema=dyr&kommune=5501&km=50"


def test_one_comes_back_to_the_page_one_was_on(client: Client) -> None:
    answer = client.post(HERE, IN_TROMSO | {"page": "/for-deg/"})

    assert answer["Location"] == "/for-deg/?kommune=5501&km=20"


@pytest.mark.parametrize(
    "page", ["https://evil.invalid/", "//evil.invalid", "javascript:alert(1)", "/x?y=1", ""]
)
def test_one_is_never_led_off_the_portal(client: Client, page: str) -> None:
    answer = client.post(HERE, IN_TROMSO | {"page": page})

    assert answer["Location"].startswith(f"{LIST}?")


@pytest.mark.parametrize(
    "position", [{}, {"latitude": "x", "longitude": "1"}, {"latitude": "91", "longitude": "NaN"}]
)
def test_what_is_no_position_changes_nothing(client: Client, position: dict[str, str]) -> None:
    assert client.post(f"{HERE}?tema=dyr", position)["Location"] == f"{LIST}?tema=dyr"
