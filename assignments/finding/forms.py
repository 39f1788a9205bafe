"""The form beside the list: all of it may be left out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal import places


class MunicipalitiesWidget(forms.SelectMultiple):
    """Those chosen as ticked boxes, and a list to add one more: several, without holding Ctrl in."""

    template_name = "finding/widgets/municipalities.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [number for number in dict.fromkeys(data.getlist(name)) if number]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = places.places()
        chosen = [known[number] for number in value or [] if number in known]
        shown = {"name": name, "attrs": attrs or {}, "chosen": chosen, "counties": places.by_county()}
        return {"widget": shown}


class MunicipalitiesField(forms.Field):
    """Several municipalities, by number, in the order they were chosen."""

    widget = MunicipalitiesWidget

    def clean(self, value: Any) -> list[str]:
        if not set(value) <= places.places().keys():
            raise ValidationError(_("We do not know this municipality. Choose one from the list."))
        return list(value)


class BrowseForm(forms.Form):
    """Nothing is marked as optional, since all of it is; but a distance needs a municipality."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.is_marked = False  # type: ignore[attr-defined]  # read by the template of a field

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if asked.get("km") and not asked.get("kommune") and "kommune" not in self.errors:
            self.add_error("km", _("Choose a municipality to measure the distance from."))
        return asked
