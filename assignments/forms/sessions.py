"""The dated sessions of an assignment: rows of one form, where an empty row says nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from assignments.models import Session
from assignments.services import Planned

ROWS = 10
OPEN_ROWS = 3
LASTS_AT_MOST = timedelta(hours=12)


class SessionForm(forms.Form):
    """One session. It ends the day it begins, or in the night after."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    places = forms.IntegerField(label=_("Places"), required=False, min_value=1, max_value=9999)
    is_removed = forms.BooleanField(label=_("Remove this session"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for field in self.fields.values():
            field.is_marked = False  # type: ignore[attr-defined]  # read by the template of a field
        if not self["pk"].value():
            del self.fields["is_removed"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.says_nothing:
            return told
        for name in ("day", "begins", "ends", "places"):
            if told.get(name) is None and name not in self.errors:
                self.add_error(name, _("Fill in the whole row, or empty it."))
        is_timed = all(told.get(name) is not None for name in ("day", "begins", "ends"))
        is_too_long = is_timed and not timedelta() < self.lasts <= LASTS_AT_MOST
        if told.get("day") and told["day"] < self.on:
            self.add_error("day", _("This day is over. Choose a later one."))
        if is_too_long:
            self.add_error("ends", _("A session lasts at most 12 hours. Split longer ones."))
        return told

    @property
    def says_nothing(self) -> bool:
        """An empty row, or one to remove."""
        told = self.cleaned_data
        is_empty = not self.errors and all(told.get(name) is None for name in ("day", "begins", "ends"))
        return bool(told.get("is_removed")) or is_empty

    @property
    def times(self) -> tuple[datetime, datetime]:
        told = self.cleaned_data
        begins = datetime.combine(told["day"], told["begins"])
        ends = datetime.combine(told["day"], told["ends"])
        return make_aware(begins), make_aware(ends if ends > begins else ends + timedelta(days=1))

    @property
    def lasts(self) -> timedelta:
        """In real hours: clocks are set twice a year."""
        begins, ends = self.times
        return ends.astimezone(UTC) - begins.astimezone(UTC)

    @property
    def plan(self) -> Planned | None:
        if self.says_nothing:
            return None
        return Planned(*self.times, places=self.cleaned_data["places"], pk=self.cleaned_data["pk"])


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # no generic at run time
    """The rows of the sessions to come, and empty ones."""

    def __init__(self, data: Any, *, sessions: list[Session], on: date) -> None:
        written = [as_written(session) for session in sessions]
        self.extra = max(0, ROWS - len(written))
        super().__init__(data, initial=written, prefix="sessions", form_kwargs={"on": on})

    @property
    def open_rows(self) -> list[SessionForm]:
        """Those one sees at once: what is written, and a few empty ones."""
        return self.forms[: self.initial_form_count() + OPEN_ROWS]

    @property
    def folded_rows(self) -> list[SessionForm]:
        return self.forms[self.initial_form_count() + OPEN_ROWS :]

    @property
    def are_more_used(self) -> bool:
        return any(row.has_changed() for row in self.folded_rows)

    @property
    def plans(self) -> list[Planned]:
        return [row.plan for row in self.forms if row.plan]


SessionRows = cast(
    "type[Rows]", forms.formset_factory(SessionForm, formset=Rows, max_num=ROWS, absolute_max=40)
)


def as_written(session: Session) -> dict[str, Any]:
    begins, ends = localtime(session.starts_at), localtime(session.ends_at)
    return {
        "pk": session.pk,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "places": session.places,
    }
