"""Rate limits: strangers are kept from guessing, and told so in the portal's own words."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.portal.account import PASSWORD, person, sign_in, sign_up, subjects

pytestmark = pytest.mark.django_db


def test_who_does_it_too_often_meets_a_page_of_the_portal(client: Client) -> None:
    form = {"email": "eva@example.invalid"}
    answers = [client.post(reverse("account_reset_password"), form) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert '<h1 class="ds-heading" data-size="lg">Wait a minute</h1>' in answers[-1].text


def test_after_five_wrong_passwords_the_right_one_must_wait(client: Client) -> None:
    user = person()
    for _ in range(5):
        sign_in(client, user, password="feil")

    page = sign_in(client, user)

    assert page.status_code == 200
    assert "That was too many attempts. Wait five minutes, then try again." in page.text


def test_an_address_gets_at_most_three_codes_a_minute(client: Client) -> None:
    user = person()
    for _ in range(4):
        page = Client().post(reverse("account_request_login_code"), {"email": user.email})

    assert "That was too many attempts." in page.text
    assert subjects(user.email) == ["Your code for signing in"] * 3


def test_one_machine_signs_up_twenty_times_a_minute(client: Client) -> None:
    statuses = [sign_up(Client(), f"person{n}@example.invalid").status_code for n in range(21)]

    assert statuses == [302] * 20 + [429]


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_address_does_not_help(settings: Settings, proxies: int) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for n in range(21):
        stranger = Client(headers={"X-Forwarded-For": f"10.0.0.{n}, 192.0.2.7"})
        status = sign_up(stranger, f"person{n}@example.invalid").status_code

    assert status == 429


def test_people_behind_the_same_proxy_do_not_share_a_limit(settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(21):
        neighbour = Client(headers={"X-Forwarded-For": f"192.0.2.{n}"})
        status = sign_up(neighbour, f"person{n}@example.invalid").status_code

    assert status == 302


def test_a_stranger_at_an_open_screen_does_not_guess_for_long(client: Client) -> None:
    user = person()
    client.force_login(user)
    for _ in range(10):
        client.post(reverse("account_reauthenticate"), {"password": "feil"})

    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 429
