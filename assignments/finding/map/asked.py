"""What one may ask of the map alone: which part of the country, and on which background."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from assignments.finding.map.kartverket import View, clamped
from portal import places

KARTVERKET = "kartverket"


class MapForm(forms.Form):
    """Nothing here is typed by people: what makes no sense is passed over."""

    bakgrunn = forms.ChoiceField(choices=[(KARTVERKET, KARTVERKET)], required=False)
    utsnitt = forms.ChoiceField(choices=places.counties, required=False)
    zoom = forms.IntegerField(required=False)
    nord = forms.FloatField(required=False)
    ost = forms.FloatField(required=False)


@dataclass(frozen=True)
class Asked:
    """Which map one wants to see."""

    is_kartverket: bool
    county: str
    view: View | None

    @property
    def parameters(self) -> dict[str, Any]:
        """The same as the map's own part of an address."""
        part: dict[str, Any] = {"bakgrunn": KARTVERKET} if self.is_kartverket else {}
        if self.view:
            return part | dict(zip(("zoom", "nord", "ost"), self.view, strict=True))
        return part | ({"utsnitt": self.county} if self.county else {})


def asked_of(query: QueryDict) -> Asked:
    """Read which map is asked for."""
    form = MapForm(query)
    form.is_valid()
    said = form.cleaned_data
    is_kartverket = bool(said.get("bakgrunn"))
    zoom, north, east = (said.get(name) for name in ("zoom", "nord", "ost"))
    view = None
    if is_kartverket and zoom is not None and north is not None and east is not None:
        view = clamped((zoom, north, east))
    return Asked(is_kartverket, said.get("utsnitt") or "", view)
