"""What the letters of the account say."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.adapters import AccountAdapter
from portal.models import Letter, User
from portal.tasks import send_letter
from tests import make
from tests.portal.account import code_for, person, sign_up

pytestmark = pytest.mark.django_db

CODES = ["email_confirmation_signup", "email_confirmation", "login_code", "password_reset_code"]
NOTICES = [
    "account/email/email_changed",
    "account/email/email_deleted",
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_set",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
]


def written(prefix: str, **context: Any) -> Any:
    """Owe a letter as allauth does, send it, and see what came."""
    AccountAdapter().send_mail(prefix, "eva@example.invalid", context)
    send_letter(Letter.objects.latest("pk").pk)
    return mail.outbox[-1]


@pytest.mark.parametrize("name", CODES)
def test_a_code_stands_on_a_line_of_its_own(name: str) -> None:
    letter = written(f"account/email/{name}", code="BCDF-GHJK")

    assert "BCDF-GHJK" in letter.body.splitlines()
    assert ">BCDF-GHJK</p>" in letter.alternatives[0].content
    assert "It is good for 15 minutes." in letter.body
    assert "BCDF" not in letter.subject


@pytest.mark.parametrize("prefix", NOTICES)
def test_a_notice_says_what_was_done_and_what_to_do_if_it_was_somebody_else(prefix: str) -> None:
    context = {"ip": "192.0.2.7", "timestamp": timezone.now(), "from_email": "a@b.no", "to_email": "c@d.no"}

    letter = written(prefix, user=make.user(), deleted_email="a@b.no", **context)

    assert "from the IP address 192.0.2.7." in letter.body
    assert "Was it not you?" in letter.body
    assert "&" not in letter.body


@pytest.mark.parametrize(
    ("name", "url"), [("account_already_exists", "account_login"), ("unknown_account", "account_signup")]
)
def test_a_letter_leads_to_where_one_can_go_on(name: str, url: str) -> None:
    letter = written(f"account/email/{name}")

    address = f"http://localhost:8000{reverse(url)}"
    assert address in letter.body
    assert f'<a href="{address}"' in letter.alternatives[0].content


def test_a_letter_at_sign_up_carries_nothing_a_stranger_has_typed(client: Client) -> None:
    sign_up(client, name="Win at http://evil.invalid")

    send_letter(Letter.objects.get().pk)

    assert "evil" not in mail.outbox[0].body


def test_a_letter_to_an_account_goes_away_with_it(client: Client) -> None:
    user = person()

    client.post(reverse("account_request_login_code"), {"email": user.email})

    assert code_for(user.email)
    assert Letter.objects.get().to == user


def test_who_reads_bokmal_is_written_to_in_bokmal(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "nb"})
    sign_up(client)

    send_letter(Letter.objects.get().pk)

    letter: Any = mail.outbox[0]
    assert '<html lang="nb">' in letter.alternatives[0].content
    assert User.objects.get().language == "nb"
