"""Every page of the account that is mounted, once for everybody."""

import re
from typing import Any

import html5lib
import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver, reverse

from portal.models import User
from tests.portal.account import person

pytestmark = pytest.mark.django_db

PAGES = sorted(
    name
    for name in get_resolver().reverse_dict
    if isinstance(name, str) and name.startswith(("account_", "mfa_"))
)
OPEN = {"account_login", "account_signup", "account_request_login_code", "account_reset_password"}
OPEN |= {"account_inactive", "account_password_reset_completed"}
OF_A_PASSKEY = {"mfa_edit_webauthn", "mfa_remove_webauthn"}


def passkey(of: User) -> Authenticator:
    """Somebody's passkey, as far as its own pages ask."""
    data = {"name": "Telefonen", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    return Authenticator.objects.create(user=of, type="webauthn", data=data)


def signed_in(client: Client) -> User:
    """Somebody who has every way in, and has just typed the password."""
    user = person()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return user


def check(page: Any) -> None:
    """One heading, markup without a fault, and no script or style that the policy would stop."""
    assert page.text.count("<h1") == 1
    assert "<title>\n" not in page.text
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert not re.search(r"\son\w+=|style=", page.text)
    for script in re.findall(r"<script[^>]*>", page.text):
        assert "src=" in script or 'type="application/json"' in script


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_nobody_in_particular(client: Client, name: str) -> None:
    page = client.get(reverse(name, args=[1] if name in OF_A_PASSKEY else []))

    assert page.status_code == (200 if name in OPEN else 302)
    if page.status_code == 200:
        check(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_somebody_who_is_signed_in(client: Client, name: str) -> None:
    user = signed_in(client)

    page = client.get(reverse(name, args=[passkey(user).pk] if name in OF_A_PASSKEY else []))

    assert page.status_code in {200, 302}
    if page.headers["Content-Type"].startswith("text/html") and page.status_code == 200:
        check(page)


def test_the_pages_of_ones_passkeys_name_them(client: Client) -> None:
    passkey(signed_in(client))

    page = client.get(reverse("mfa_list_webauthn"))

    check(page)
    assert "Rename Telefonen" in page.text


@pytest.mark.parametrize(
    "credential", ["", "5", "null", "[]", "{}", '"x"', '{"id": 1}', '{"response": null}', '{"response": {}}']
)
@pytest.mark.parametrize(
    "name", ["mfa_login_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_authenticate"]
)
def test_nonsense_from_a_passkey_is_refused(client: Client, name: str, credential: str) -> None:
    if name != "mfa_login_webauthn":
        signed_in(client)

    assert client.post(reverse(name), {"credential": credential}).status_code in {200, 302}
