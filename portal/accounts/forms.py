"""Allauth's forms, where the portal wants them otherwise."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.models import User

MALFORMED = (AttributeError, InvalidSignature, LookupError, TypeError, ValueError, struct.error)
REFUSED = _("The passkey was not accepted. Try again, or choose another way in.")
PASSWORD_HELP = _("At least 10 characters. Some words in a row are easy to remember and hard to guess.")


class LoginForm(allauth.LoginForm):  # type: ignore[misc]  # allauth has no types
    """With the password, or without: who presses «code» gets one by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wants_code = "code" in self.data
        password = self.fields["password"]
        password.help_text = ""
        password.required = not self.wants_code
        password.is_marked = False

    def user_credentials(self) -> dict[str, str]:
        credentials: dict[str, str] = super().user_credentials()
        if self.wants_code:
            credentials.pop("password", None)
        return credentials


class SignupForm(allauth.SignupForm):  # type: ignore[misc]  # allauth has no types
    """Name, e-mail, and a password for who wants one."""

    lowest_age = settings.LOWEST_AGE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "At least 10 characters. Leave it empty, and you get a code by e-mail each time you sign in."
        )

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Sign up. Who pressed the button twice at once has an account already."""
        saved: tuple[User | None, HttpResponse | None]
        try:
            with transaction.atomic():
                saved = super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            saved = super().try_save(request)
        return saved


class TypedOnce:
    """A new password is typed once: who mistypes it gets in by a code, and chooses another."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangePasswordForm(TypedOnce, allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("The password you have now")


class SetPasswordForm(TypedOnce, allauth.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(TypedOnce, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class AddEmailForm(allauth.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class Guarded:
    """Whatever a browser sends as a passkey, the worst it meets is one and the same refusal."""

    _errors: dict[str, Any]
    add_error: Callable[[str, Any], None]

    def full_clean(self) -> None:
        is_malformed = False
        try:
            super().full_clean()  # type: ignore[misc]  # every form has it
        except MALFORMED:
            is_malformed = True
        if is_malformed or self._errors:
            self._errors.clear()
            self.add_error("credential", REFUSED)


class AuthenticatePasskeyForm(Guarded, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class LoginPasskeyForm(Guarded, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class ReauthenticatePasskeyForm(Guarded, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddPasskeyForm(Guarded, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].help_text = _("So that you know it again if you have several.")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Sign in with this passkey alone, without a password or a code"), True
        alone.help_text = ""


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
