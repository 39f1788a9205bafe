"""What allauth asks the portal: how a letter is sent, and what is said when something is wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.models import Letter, User

ERRORS = {
    "account_inactive": gettext_lazy("This account is closed. Write to us if you think that is wrong."),
    "duplicate_email": gettext_lazy("You use this address already."),
    "email_password_mismatch": gettext_lazy(
        "The address or the password is wrong. Try again, or get a code by e-mail instead."
    ),
    "email_taken": gettext_lazy("This address cannot be used. Choose another."),
    "enter_current_password": gettext_lazy("This is not the password you have now. Type it again."),
    "incorrect_code": gettext_lazy("This is not the code. Look in the newest letter from us."),
    "incorrect_password": gettext_lazy("This is not your password. Type it again."),
    "rate_limited": gettext_lazy("That was many times in a short while. Wait a minute, then try again."),
    "same_as_current": gettext_lazy("This is the address you have now. Type the new one."),
    "too_many_login_attempts": gettext_lazy("That was too many attempts. Wait five minutes, then try again."),
}
MFA_ERRORS = {
    "incorrect_code": gettext_lazy("This is not the code. Codes last half a minute: try the one shown now."),
    "unverified_email": gettext_lazy("Confirm your e-mail address first."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the letter. A mail server that is down never stops anyone from signing up."""
        mail = self.render_mail(
            template_prefix, email, context | {"email": email, "site_url": settings.SITE_URL}
        )
        Letter.objects.create(
            kind="written",
            to=context.get("user") or User.objects.filter(email=email.lower()).first(),
            address=email,
            content={
                "subject": mail.subject,
                "text": mail.body,
                "code": context.get("code", ""),
                "language": get_language() or settings.LANGUAGE_CODE,
            },
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody of a change to their account, at the address they had before it too."""
        super().send_notification_mail(template_prefix, user, {"user": user} | (context or {}), email)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | MFA_ERRORS

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Let passkeys be kept under the portal's name."""
        party: dict[str, str] = super().get_public_key_credential_rp_entity()
        return party | {"name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's name
        """A name to start from; the owner may choose a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("My passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}
