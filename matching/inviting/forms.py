"""What is known of an assignment while it is written, and what one writes to somebody one invites."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from assignments.forms.texts import without_contact_details
from assignments.models import Assignment
from matching.inviting.audience import Asked
from matching.inviting.demands import Demands
from matching.inviting.models import Invitation
from portal.forms import ActivitiesField, MunicipalityField, WeekGridField
from portal.models import Group


class AskedForm(forms.Form):
    """The part of an assignment that says whom it suits, as far as it is written; named as in its own."""

    municipality = MunicipalityField(required=False)
    is_remote = forms.BooleanField(label=_("can be done from home"), required=False)
    hours = forms.DecimalField(
        label=_("Hours a week"), required=False, min_value=Decimal("0.5"), max_digits=4, decimal_places=1
    )
    slots = WeekGridField(label=_("Times of the week"), required=False)
    minimum_age = forms.IntegerField(label=_("Lowest age"), required=False, min_value=0, max_value=99)
    norwegian = forms.TypedChoiceField(
        label=_("How much Norwegian one needs"),
        required=False,
        choices=Assignment.Norwegian.choices,
        coerce=int,
        empty_value=None,
    )
    needs_police_certificate = forms.BooleanField(label=_("We ask for a police certificate"), required=False)
    activities = ActivitiesField(label=_("What is it about?"), required=False)
    groups = forms.ModelMultipleChoiceField(Group.objects.all(), label=_("Whom it helps"), required=False)

    @property
    def asked(self) -> Asked | None:
        """What can be counted; nothing before it is known where it is, or that it is from home."""
        told = self.cleaned_data
        if not (told["municipality"] or told["is_remote"]):
            return None
        demands = Demands(
            told["municipality"].pk if told["municipality"] else "",
            told["is_remote"],
            told["minimum_age"] or 0,
            told["norwegian"] or 0,
            told["needs_police_certificate"],
        )
        activities, groups = (
            tuple(sorted(one.pk for one in told[name])) for name in ("activities", "groups")
        )
        return Asked(demands, told["slots"], activities, groups)

    @property
    def mistakes(self) -> list[str]:
        """What cannot be counted, and why: «Lowest age: Enter a whole number.»"""
        return [f"{self[name].label}: {error}" for name, errors in self.errors.items() for error in errors]


class GreetingForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """A few words of one's own in an invitation."""

    class Meta:
        model = Invitation
        fields = ("greeting",)
        labels = {"greeting": _("A greeting of your own")}
        widgets = {"greeting": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["greeting"].validators.append(without_contact_details)
