"""The form beside the list: all of it may be left out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assignments.finding.words.naming import municipalities_called
from portal import places


class MunicipalitiesWidget(forms.SelectMultiple):
    """Several municipalities; a list to add one more says nothing when it is left alone."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [number for number in dict.fromkeys(data.getlist(name)) if number]


class MunicipalitiesField(forms.Field):
    """Several municipalities, in the order they were chosen, each by its number or by any of its names."""

    widget = MunicipalitiesWidget

    def clean(self, value: Any) -> list[str]:
        numbers = [number for typed in value for number in self.numbers(typed)]
        return list(dict.fromkeys(numbers))

    def numbers(self, typed: str) -> list[str]:
        """The municipality of that number, or those of that name."""
        if typed in places.places():
            return [typed]
        if named := municipalities_called(typed):
            return named
        raise ValidationError(_("We do not know this municipality. Choose one from the list."))


class BrowseForm(forms.Form):
    """What is asked for together: a distance is measured from somewhere, and days have an order."""

    home = ""
    """Where somebody lives who need not say near what."""

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        knows_where = asked.get("kommune") or asked.get("q") or "kommune" in self.errors
        if asked.get("km") and not knows_where:
            self.add_error("km", _("Choose a municipality to measure the distance from."))
        if asked.get("sorter") == "naermest" and not (knows_where or self.home):
            self.add_error("sorter", _("Choose a municipality to measure the distance from."))
        if asked.get("fra") and asked.get("til") and asked["fra"] > asked["til"]:
            self.add_error("til", _("The last day must not be before the first."))
        return asked


class HereForm(forms.Form):
    """A position on the earth, in degrees."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
