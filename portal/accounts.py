"""The portal's side of allauth: a name at sign-up, and letters owed instead of sent while somebody waits."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.models import Letter, User


class NameForm(forms.Form):
    """What we ask beside e-mail and password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("Organisations you apply to see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.language = get_language() or user.language
        user.save(update_fields=["name", "language"])


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the letter. A mail server that is down never stops anyone from signing up."""
        mail = self.render_mail(template_prefix, email, context | {"email": email})
        Letter.objects.create(
            kind="written",
            to=context.get("user"),
            address=email,
            content={"subject": mail.subject, "text": mail.body},
        )
