"""What a coordinator writes of an assignment or a need."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assignments.forms.sessions import Rows, SessionRows
from assignments.forms.texts import without_contact_details
from assignments.models import CERTIFICATE_GROUPS, Assignment
from organisations.models import Organisation
from portal.forms import ActivitiesField, MunicipalityField, WeekGridField

TEXTS = ("title", "summary", "description", "gives", "accessibility", "police_certificate_reason")
NEEDED_TO_PUBLISH = ("summary", "description", "activities", "rhythm")
NOT_OF_A_NEED = ("places", "starts_on", "ends_on")
SECTIONS = (
    ("what", _("What"), ("organisation", "title", "summary", "description", "gives")),
    ("about", _("What it is about"), ("activities", "groups", "skills")),
    ("where", _("Where"), ("municipality", "address", "is_address_hidden", "is_remote")),
    ("when", _("When"), ("rhythm", "hours", "slots", "starts_on", "ends_on", "apply_by")),
    (
        "who",
        _("Who"),
        (
            *("places", "minimum_age", "norwegian", "needs_police_certificate"),
            *("police_certificate_reason", "accessibility"),
        ),
    ),
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """A draft needs a title and a place; what has been sent in must stay complete."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    activities = ActivitiesField(label=_("What is it about?"), required=False)
    municipality = MunicipalityField(help_text=_("Where one meets, or where you are if it is from home."))
    rhythm = forms.ChoiceField(
        label=_("How often"), required=False, choices=Assignment.Rhythm.choices, widget=forms.RadioSelect
    )
    slots = WeekGridField(
        label=_("Times of the week"),
        required=False,
        help_text=_("Leave it empty if you agree on the time and give a last day, or list sessions below."),
    )

    class Meta:
        model = Assignment
        fields = tuple(name for _id, _title, names in SECTIONS for name in names if name != "organisation")
        labels = {
            "title": _("Title"),
            "summary": _("In one or two sentences"),
            "description": _("What one does"),
            "gives": _("What one gets"),
            "groups": _("Whom it helps"),
            "skills": _("Good to be able to"),
            "places": _("How many people you need"),
            "minimum_age": _("Lowest age"),
            "norwegian": _("How much Norwegian one needs"),
            "needs_police_certificate": _("We ask for a police certificate"),
            "police_certificate_reason": _("Why a police certificate is needed"),
        }
        help_texts = {
            "title": _("Say what one does: «Walk dogs at the shelter», not «Volunteer wanted»."),
            "summary": _("Stands in lists and letters. At most 200 signs."),
            "description": _(
                "Write so that somebody who does not know you understands it. Markdown: an empty line makes "
                "a paragraph, «- » a list, «**so**» bold."
            ),
            "gives": _("Training, company, coffee, a certificate: what one gets out of it."),
            "hours": _("About how many hours a week."),
            "address": _("Where one meets up."),
            "places": _("Counted from the sessions if you list some."),
            "minimum_age": _("Leave it empty when age does not matter."),
            "needs_police_certificate": _(
                "Only for tasks of trust with children, young people or people with developmental disability."
            ),
            "accessibility": _("Stairs, lift, toilets, noise: what somebody may need to know."),
            "apply_by": _("Without a day it is open for three months."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 10}),
            "gives": forms.Textarea(attrs={"rows": 3}),
            "groups": forms.CheckboxSelectMultiple,
            "skills": forms.CheckboxSelectMultiple,
            "starts_on": DayInput,
            "ends_on": DayInput,
            "apply_by": DayInput,
        }

    def __init__(
        self, *args: Any, on: date, organisations: Sequence[Organisation] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.organisations = on, organisations
        self.initial["minimum_age"] = self.instance.minimum_age or None
        self.fields["minimum_age"].required = False
        is_sent = self.instance.status in {Assignment.Status.SUBMITTED, Assignment.Status.PUBLISHED}
        for name in NEEDED_TO_PUBLISH:
            self.fields[name].required = is_sent
            self.fields[name].is_marked = False  # type: ignore[attr-defined]  # read by the template of a field
        self.fields["apply_by"].required = self.instance.status == Assignment.Status.PUBLISHED
        for name in TEXTS:
            self.fields[name].validators.append(without_contact_details)
        if self.instance.is_need:
            self._ask_as_for_a_need()
        self._offer(organisations)

    def _ask_as_for_a_need(self) -> None:
        """A need has no number of people and no last day."""
        for name in NOT_OF_A_NEED:
            del self.fields[name]
        self.fields["slots"].help_text = _("Leave it empty if you agree on the time.")

    def _offer(self, organisations: Sequence[Organisation]) -> None:
        """Whoever speaks for one organisation is not asked which."""
        if len(organisations) < 2:  # noqa: PLR2004 - one is no choice
            del self.fields["organisation"]
            return
        mine = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_minimum_age(self) -> int:
        return self.cleaned_data["minimum_age"] or 0

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if len(self.organisations) == 1:
            told["organisation"] = self.organisations[0]
        self._check_certificate(told)
        self._check_days(told)
        return told

    def _check_certificate(self, told: dict[str, Any]) -> None:
        """The law allows it for some groups only, and the reason must be told."""
        if not told.get("needs_police_certificate"):
            told["police_certificate_reason"] = ""
            return
        if not {group.pk for group in told.get("groups", ())} & CERTIFICATE_GROUPS:
            refusal = _(
                "Only for tasks with children, young people or people with developmental disability. "
                "Choose whom it helps, or leave the certificate out."
            )
            self.add_error("needs_police_certificate", refusal)
        if not told.get("police_certificate_reason") and "police_certificate_reason" not in self.errors:
            self.add_error("police_certificate_reason", _("Say why: those who apply can read it."))

    def _check_days(self, told: dict[str, Any]) -> None:
        """What is asked for lies ahead, and begins before it ends."""
        for name in ("apply_by", "ends_on"):
            if told.get(name) and told[name] < self.on:
                self.add_error(name, _("This day is over. Choose a later one."))
        starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("It cannot end before it starts."))

    @property
    def sections(self) -> Iterator[tuple[str, Any, list[forms.BoundField]]]:
        for id_, title, names in SECTIONS:
            yield id_, title, [self[name] for name in names if name in self.fields]


class Sheet:
    """The whole of what one fills in: the form, and for an assignment the rows of its sessions."""

    def __init__(
        self,
        assignment: Assignment,
        data: QueryDict | None,
        *,
        at: datetime,
        organisations: Sequence[Organisation] = (),
    ) -> None:
        on = localdate(at)
        self.form = AssignmentForm(data, instance=assignment, on=on, organisations=organisations)
        self.sessions: Rows | None = None
        if not assignment.is_need:
            coming = list(assignment.sessions.ending_after(at)) if assignment.pk else []
            self.sessions = SessionRows(data, sessions=coming, on=on)

    def is_valid(self) -> bool:
        """Judge both, so that every mistake is told at once."""
        parts = [self.form.is_valid(), self.sessions is None or self.sessions.is_valid()]
        return all(parts)

    @property
    def told(self) -> dict[str, Any]:
        """What the services are told."""
        plans = None if self.sessions is None else self.sessions.plans
        return self.form.cleaned_data | {"sessions": plans}
