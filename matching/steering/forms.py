"""What the buttons of a list send."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assignments.models import Assignment
from matching.steering.models import Dismissal
from matching.steering.services import Added
from matching.volunteers.models import Volunteer
from portal.models import Activity, Group

CHANGEABLE = ("max_km", "is_remote_ok", "is_police_certificate_ok", "is_ranked")
"""What can be changed in the list itself, with one button."""


class WhyForm(forms.Form):
    """Why something is put away, for those who would like to say."""

    why = forms.ChoiceField(choices=Dismissal.Why.choices, required=False)


class AddedForm(forms.Form):
    """What «more like this» has added, to take it away again: nothing but what the assignment is about."""

    aktivitet = forms.ModelMultipleChoiceField(Activity.objects.none(), required=False)
    gruppe = forms.ModelMultipleChoiceField(Group.objects.none(), required=False)

    def __init__(self, data: Mapping[str, Any], *, assignment: Assignment) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["aktivitet"].queryset = assignment.activities.all()
        fields["gruppe"].queryset = assignment.groups.all()

    @property
    def added(self) -> Added:
        """What of it makes sense."""
        self.full_clean()
        said = self.cleaned_data
        return Added(list(said.get("aktivitet", ())), list(said.get("gruppe", ())))


class ChangeForm(forms.Form):
    """One thing she says otherwise, as the profile would take it."""

    what = forms.ChoiceField(choices=[(name, name) for name in CHANGEABLE])
    value = forms.CharField()

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "what" in said and "value" in said:
            field: Any = Volunteer._meta.get_field(said["what"])  # noqa: SLF001 - its own way to read a value
            try:
                said["value"] = field.clean(said["value"], None)
            except ValidationError as nonsense:
                self.add_error("value", nonsense)
        return said
