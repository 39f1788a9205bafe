from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms import model_to_dict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.no import orgnr

from organisations.models import Organisation
from portal.forms import MunicipalityField
from portal.models import Icnpo

LARGE = {"class": "vLargeTextField", "rows": 4}  # as Django admin has it


class NumberField(forms.CharField):
    """An organisation number, with or without spaces. Its last digit is a check on the others."""

    default_error_messages = {
        "digits": _("An organisation number has nine digits. Write only those, for example 923 609 016."),
        "check": _("There is a typing mistake in this number: its last digit does not fit the others."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=_("Organisation number"), max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        typed = "".join((super().clean(value) or "").split())
        try:
            return orgnr.validate(typed)
        except InvalidChecksum as mistake:
            raise forms.ValidationError(self.error_messages["check"], code="check") from mistake
        except ValidationError as mistake:
            raise forms.ValidationError(self.error_messages["digits"], code="digits") from mistake


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What an organisation says of itself."""

    number = NumberField(
        help_text=_("As in the Brønnøysund register. Units of one organisation may share a number.")
    )
    municipality = MunicipalityField(help_text=_("Where you are, or where most of it happens."))
    icnpo = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Icnpo.objects.all(),
        required=False,
        empty_label=_("Choose a category"),
        help_text=_("As in the Register of Voluntary Organisations, if you know it."),
    )
    contact_phone = forms.CharField(
        label=_("Contact phone"),
        required=False,
        max_length=20,
        validators=[RegexValidator(r"^\+?[\d ]{5,}$", _("Write only digits, for example 22 00 00 00."))],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    class Meta:
        model = Organisation
        fields = (
            "name",
            "number",
            "municipality",
            "purpose",
            "website",
            "contact_email",
            "contact_phone",
            "icnpo",
        )
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "purpose": forms.Textarea(attrs={"rows": 6}),
            "website": forms.URLInput(attrs={"autocomplete": "url"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        help_texts = {
            "name": _("As people know you, for example with the name of your branch."),
            "purpose": _("In your own words: what you do, for whom, and why. Everybody can read it."),
            "contact_email": _("Shown on your public page."),
        }


class SettledForm(OrganisationForm):
    """What an approved organisation may still change by itself."""

    number = None  # type: ignore[assignment]  # Django's way to leave out a declared field

    class Meta(OrganisationForm.Meta):
        exclude = ("name", "number")  # noqa: DJ006 - the fields are listed above


def form_for(organisation: Organisation, data: QueryDict | None) -> OrganisationForm:
    """What this organisation may change now, as it is written."""
    form = SettledForm if organisation.is_verified else OrganisationForm
    return form(data, initial=model_to_dict(organisation) | {"number": organisation.number_grouped})


class DirectoryForm(forms.Form):
    """Search in the directory."""

    q = forms.CharField(
        label=_("Name"), required=False, max_length=140, widget=forms.TextInput(attrs={"type": "search"})
    )
    kommune = MunicipalityField(required=False, empty_label=_("All of Norway"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave «Optional» unsaid: all of a search is."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_marked = False  # type: ignore[attr-defined]  # read by the template of a field


class RenameForm(forms.Form):
    """A moderator's correction of name and number."""

    name = forms.CharField(
        label=_("Name"), max_length=140, widget=forms.TextInput(attrs={"class": "vTextField"})
    )
    number = NumberField()
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs=LARGE))


class DecisionForm(forms.Form):
    """A moderator's decision on what was seen. Saying no takes a reason."""

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in ("verify", "reject", "suspend")])
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs=LARGE)
    )
    seen_at = forms.CharField(widget=forms.HiddenInput)

    def clean_seen_at(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError as mistake:
            raise forms.ValidationError(_("Load the page again.")) from mistake
