"""What a volunteer may say about herself, one page at a time. All of it can be skipped and changed later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from matching.volunteers.models import EVERYWHERE, Volunteer
from portal.forms import ActivitiesField, MunicipalityField, WeekGridField
from portal.models.users import Choices

RADII = (5, 10, 20, 30, 50, 100)


def radii() -> Choices:
    near = [(km, _("Up to %(km)d km") % {"km": km}) for km in RADII]
    return [*near, (EVERYWHERE, _("The whole country"))]


class BirthYearField(forms.IntegerField):
    """A birth year of four digits; nobody below the portal's lowest age."""

    def __init__(self, *, on: date, **kwargs: Any) -> None:
        self.on = on
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": 4})
        super().__init__(widget=widget, **{"label": _("Birth year")} | kwargs)

    def clean(self, value: Any) -> int | None:
        year = super().clean(value)
        if year is None:
            return None
        if not self.on.year - 120 < year <= self.on.year:
            raise ValidationError(_("Write the year you were born with four digits, like 1990."))
        if self.on.year - year < settings.LOWEST_AGE:
            text = _("You can use the portal from the year you turn %(age)d.")
            raise ValidationError(text, params={"age": settings.LOWEST_AGE})
        return int(year)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """One page of the profile, as it is or as it was typed."""

    def __init__(self, data: Mapping[str, Any] | None, *, instance: Volunteer, on: date) -> None:
        super().__init__(data, instance=instance)
        if "birth_year" in self.fields:
            self.fields["birth_year"] = BirthYearField(
                on=on,
                required=False,
                help_text=_(
                    "Some assignments have a lowest age. Organisations see whether you are under 18, "
                    "never your birth year."
                ),
            )


class InterestsForm(ProfileForm):
    activities = ActivitiesField(
        label=_("What would you like to do?"),
        required=False,
        help_text=_("Open a topic and tick what you like, or all of it."),
    )

    class Meta:
        model = Volunteer
        fields = ("activities", "groups")
        labels = {"groups": _("Is there somebody you would especially like to help?")}
        widgets = {"groups": forms.CheckboxSelectMultiple}
        help_texts = {"groups": ""}


class WhenForm(ProfileForm):
    slots = WeekGridField(
        label=_("When can you, most weeks?"),
        required=False,
        help_text=_("Tick every time that could suit. You do not promise anything."),
    )

    class Meta:
        model = Volunteer
        fields = ("slots", "rhythm", "hours")
        labels = {"rhythm": _("How often?"), "hours": _("About how many hours a week?")}
        widgets = {"rhythm": forms.RadioSelect}
        error_messages = {"hours": {"invalid": _("Write a whole number of hours, like 2.")}}


class WhereForm(ProfileForm):
    municipality = MunicipalityField(required=False, label=_("Where do you live?"))
    max_km = forms.TypedChoiceField(
        label=_("How far would you travel?"),
        coerce=int,
        choices=radii,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Volunteer
        fields = ("municipality", "max_km", "is_remote_ok")
        labels = {"is_remote_ok": _("Show me what can be done from home, too")}

    def __init__(self, data: Mapping[str, Any] | None, *, instance: Volunteer, on: date) -> None:
        super().__init__(data, instance=instance, on=on)
        self.initial["max_km"] = min(km for km in (*RADII, EVERYWHERE) if km >= instance.max_km)


class MoreForm(ProfileForm):
    class Meta:
        model = Volunteer
        fields = (
            "skills",
            "about",
            "norwegian",
            "birth_year",
            "is_police_certificate_ok",
            "digest_frequency",
            "is_visible",
            "is_ranked",
        )
        labels = {
            "skills": _("What are you good at?"),
            "norwegian": _("How much Norwegian do you speak?"),
            "is_police_certificate_ok": _("I can show a police certificate if an assignment asks for one"),
            "digest_frequency": _("Assignments that suit you, by e-mail"),
            "is_visible": _("Organisations may invite me to assignments that suit me"),
            "is_ranked": _("Show what suits me best first"),
        }
        help_texts = {
            "skills": "",
            "about": _(
                "Shown to the organisations you apply to. Experience, what you would like to learn, needs."
            ),
            "is_visible": _(
                "They see your first name, your municipality and how far it is, and what in your profile "
                "suits their assignment, like an interest or a time. Never your surname, your age or how to "
                "reach you. Two invitations a week at most, and none before you are 18. When this is off, "
                "nobody knows about you before you apply."
            ),
            "is_ranked": _(
                "When this is off, the newest assignments come first for you, as for everybody, "
                "and you get no e-mails with assignments."
            ),
        }
        widgets = {
            "skills": forms.CheckboxSelectMultiple,
            "about": forms.Textarea(attrs={"rows": 5}),
            "norwegian": forms.RadioSelect,
            "digest_frequency": forms.RadioSelect,
        }
