import pytest
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def test_those_who_answered_a_need_take_no_free_place_from_the_count(client: Client) -> None:
    make.assignment(places=3, places_taken=1)
    make.need(places_taken=2)
    make.assignment(places=1, places_taken=1, municipality=make.municipality("5501"))

    numbers = client.get(reverse("front")).context["numbers"]

    assert numbers == {"open": 2, "places": 2, "organisations": 3, "municipalities": 1}


def test_the_front_page_shows_what_is_new_and_counts_what_is_open(client: Client) -> None:
    make.assignment(title="Walk with Åse", places=3)
    make.assignment(title="Not for now", status="draft")

    page = client.get(reverse("front"))

    assert "Walk with Åse" in page.text
    assert "Not for now" not in page.text
    assert page.context["numbers"] == {"open": 1, "places": 3, "organisations": 2, "municipalities": 1}


@pytest.mark.parametrize("name", ["about", "privacy", "accessibility", "terms"])
def test_texts_are_there_for_everybody(client: Client, name: str) -> None:
    assert "<h1" in client.get(reverse(name)).text


def test_machines_are_told_that_all_is_well(client: Client) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Bli frivillig"), ("nn", "organisasjonane"), ("en", "Write to us")],
)
def test_the_language_can_be_chosen(client: Client, language: str, said: str) -> None:
    client.post(reverse("set_language"), {"language": language})
    page = client.get(reverse("about")).text

    assert f'<html lang="{language}"' in page
    assert said in page


def test_no_page_without_a_content_security_policy(client: Client) -> None:
    policy = client.get(reverse("about")).headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
