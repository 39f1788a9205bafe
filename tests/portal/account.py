"""What tests of the account do at its pages."""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.models import Letter, User
from tests import make

PASSWORD = "riktig hest batteri stift"


def person(**fields: Any) -> User:
    """Somebody with a password and a confirmed address."""
    user = make.user(**{"password": PASSWORD} | fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def code_for(address: str) -> str:
    """The code of the newest letter to an address."""
    letter = Letter.objects.filter(address=address).latest("pk")
    return str((letter.content or {})["code"])


def subjects(address: str) -> list[str]:
    """What we have written to an address, oldest first."""
    letters = Letter.objects.filter(address=address).order_by("pk")
    return [(letter.content or {})["subject"] for letter in letters]


def sign_up(client: Client, address: str = "ase@example.invalid", **typed: Any) -> Any:
    """Fill the form and press the button."""
    form = {"name": "Åse", "email": address, "password1": ""} | typed
    return client.post(reverse("account_signup"), form)


def sign_in(client: Client, user: User, **typed: Any) -> Any:
    """With the password unless a test types something else."""
    form = {"login": user.email, "password": PASSWORD} | typed
    return client.post(reverse("account_login"), form)


def confirm(client: Client, door: str, code: str, **typed: Any) -> Any:
    """Type the code from a letter, and go where it leads."""
    return client.post(reverse(door), {"code": code} | typed)


def who(client: Client) -> str | None:
    """The number of whoever is signed in."""
    return client.session.get("_auth_user_id")


def forget_limits() -> None:
    """As when the minute has passed that a limit lasts."""
    cache.clear()
