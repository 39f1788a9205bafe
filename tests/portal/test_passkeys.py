import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import User
from tests.portal.account import PASSWORD, person, sign_in, subjects, who
from tests.portal.software_key import SoftwareKey

pytestmark = pytest.mark.django_db

ADD, LOGIN = reverse("mfa_add_webauthn"), reverse("mfa_login_webauthn")


def asked(page: Any) -> Any:
    """What a page asks the device for."""
    data = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', page.text)
    assert data
    return json.loads(data[1])


def added(key: SoftwareKey) -> User:
    """Somebody who has typed the password and added this passkey."""
    user, client = person(), Client()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": ADD})
    options = asked(client.get(ADD))["creation_options"]
    form = {"name": "Telefonen", "passwordless": "on", "credential": key.create(options)}
    assert client.post(ADD, form)["Location"] == reverse("mfa_view_recovery_codes")
    return user


def challenge(client: Client) -> Any:
    return client.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]


def test_one_signs_in_with_a_passkey_and_nothing_else(client: Client) -> None:
    key = SoftwareKey()
    user = added(key)

    answer = client.post(LOGIN, {"credential": key.get(challenge(client)), "next": "/om/"})

    assert answer["Location"] == "/om/"
    assert who(client) == str(user.pk)
    assert subjects(user.email) == ["A passkey was added"]


def test_a_forged_passkey_is_refused(client: Client) -> None:
    key = SoftwareKey()
    added(key)

    page = client.post(LOGIN, {"credential": key.get(challenge(client), is_forged=True)}, follow=True)

    assert who(client) is None
    assert "The passkey was not accepted." in page.text


def test_an_answer_cannot_be_used_again(client: Client) -> None:
    key = SoftwareKey()
    added(key)
    answer = key.get(challenge(client))
    client.post(LOGIN, {"credential": answer})

    stranger = Client()
    challenge(stranger)
    stranger.post(LOGIN, {"credential": answer})

    assert who(stranger) is None


def test_a_passkey_serves_as_the_second_step(client: Client) -> None:
    key = SoftwareKey()
    user = added(key)
    step = sign_in(client, user, next="/om/")["Location"]

    options = asked(client.get(step))["request_options"]
    answer = client.post(step, {"credential": key.get(options)})

    assert answer["Location"] == "/om/"
    assert who(client) == str(user.pk)
