import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from portal.models import User
from tests import make
from tests.portal.account import PASSWORD, code_for, confirm, person, sign_in, subjects, who

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"  # of make.moderator
ADMIN, ASKED = reverse("admin:index"), reverse("mfa_reauthenticate")
SET_UP = reverse("mfa_activate_totp")


def shown_now(secret: str = SECRET) -> str:
    """What the app of whoever has the secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def moderator() -> User:
    """A moderator with a password and a confirmed address."""
    user = make.moderator()
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def set_up(client: Client) -> Any:
    """Go through the page that sets up the app, and see what comes after."""
    secret = re.search(r"<code>(\w+)</code>", client.get(SET_UP).text)
    assert secret
    return client.post(SET_UP, {"code": shown_now(secret[1])}, follow=True)


def test_a_moderator_without_a_second_factor_sets_one_up_and_gets_in(client: Client) -> None:
    client.force_login(person(is_staff=True, is_superuser=True))
    asked = client.get(ADMIN, follow=True)
    assert "Moderators need a second factor." in asked.text
    client.post(asked.redirect_chain[-1][0], {"password": PASSWORD, "next": SET_UP})

    assert f'href="{ADMIN}"' in set_up(client).text
    secret = Authenticator.objects.get(type="totp").data["secret"]
    client.post(client.get(ADMIN, follow=True).redirect_chain[-1][0], {"code": shown_now(secret)})

    assert client.get(ADMIN).status_code == 200


def test_the_key_is_shown_as_a_picture_and_as_text(client: Client) -> None:
    client.force_login(person(password=None))

    page = client.get(SET_UP).text

    assert 'src="data:image/svg+xml;base64,' in page
    assert re.search(r"<code>[A-Z2-7]{32}</code>", page)
    assert 'href="otpauth://totp/' in page


def test_a_wrong_code_keeps_the_key_and_what_was_typed(client: Client) -> None:
    client.force_login(person(password=None))
    before = re.search(r"<code>\w+</code>", client.get(SET_UP).text)

    page = client.post(SET_UP, {"code": "abc"}).text

    assert before
    assert before[0] in page
    assert "This is not the code. Codes last half a minute: try the one shown now." in page
    assert 'value="abc"' in page


def test_a_moderator_is_asked_for_the_code_at_the_sign_in(client: Client) -> None:
    user = moderator()
    login = client.get(ADMIN, follow=True).redirect_chain[-1][0]
    assert login == f"{reverse('account_login')}?next={ADMIN}"

    answer = sign_in(client, user, next=ADMIN)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert who(client) is None
    assert "This is not the code." in client.post(answer["Location"], {"code": "1"}).text
    answer = client.post(reverse("mfa_authenticate"), {"code": shown_now()})

    assert answer["Location"] == ADMIN
    assert client.get(ADMIN).status_code == 200


def test_a_code_by_mail_does_not_replace_the_second_factor(client: Client) -> None:
    user = moderator()
    sign_in(client, user, code="1")

    answer = confirm(client, "account_confirm_login_code", code_for(user.email))

    assert answer["Location"] == reverse("mfa_authenticate")
    assert who(client) is None


def test_a_session_older_than_the_second_factor_must_show_it(client: Client) -> None:
    client.force_login(moderator())

    answer = client.get(f"{reverse('admin:login')}?next={ADMIN}")
    assert answer["Location"] == f"{ASKED}?next={ADMIN}"
    client.post(ASKED, {"code": shown_now(), "next": ADMIN})

    assert client.get(ADMIN).status_code == 200


def test_a_password_alone_does_not_open_the_admin(client: Client) -> None:
    client.force_login(moderator())

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": ADMIN})

    assert client.get(ADMIN).status_code == 302


def test_a_recovery_code_works_once(client: Client) -> None:
    user = person(password=PASSWORD)
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": SET_UP})
    codes = re.findall(r"<li><code>(\d+)</code></li>", set_up(client).text)
    assert len(codes) == 10

    def in_with_it() -> str | None:
        sign_in(stranger := Client(), user)
        stranger.post(reverse("mfa_authenticate"), {"code": codes[0]})
        return who(stranger)

    assert (in_with_it(), in_with_it()) == (str(user.pk), None)


@pytest.mark.parametrize(
    "name",
    ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"],
)
def test_who_changes_the_ways_in_is_asked_again(client: Client, name: str) -> None:
    client.force_login(person())

    answer = client.get(reverse(name))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_turning_it_off_is_told_and_closes_the_admin(client: Client) -> None:
    user = moderator()
    make.sign_in(client, user)
    client.post(ASKED, {"code": shown_now(), "next": ADMIN})

    page = client.post(reverse("mfa_deactivate_totp"), follow=True)

    assert "The code app was removed." in page.text
    assert subjects(user.email) == ["The code app was removed"]
    assert client.get(ADMIN, follow=True).redirect_chain[-1] == (SET_UP, 302)
