"""What we ask of everyone who signs up. Alone in its module, since allauth's own forms are built on it."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.models import User


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
