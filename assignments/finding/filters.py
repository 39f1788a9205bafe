"""What one may ask of `/oppdrag/` in its query string. The names are part of the address: stable for ever."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    Filter,
    FilterSet,
    ModelChoiceFilter,
    MultipleChoiceFilter,
)

from assignments.finding.forms import BrowseForm, MunicipalitiesField
from assignments.models import Assignment
from assignments.querysets import AssignmentQuerySet
from organisations.models import Organisation
from portal import places, weekgrid
from portal.models import Group, Topic

type Found = AssignmentQuerySet
type Method = Callable[[Found, str, Any], Found]
type Choices = Iterable[tuple[str, Any]] | Callable[[], Iterable[tuple[str, Any]]]

KINDS = {"oppdrag": "assignment", "behov": "need"}
RHYTHMS = {"engang": "once", "fast": "regular"}
NORWEGIAN = {"ingen": 0, "litt": 1, "godt": 2, "flytende": 3}
DAYS = {"man": 0, "tir": 1, "ons": 2, "tor": 3, "fre": 4, "lor": 5, "son": 6}
PARTS = {"formiddag": 0, "ettermiddag": 1, "kveld": 2}
ORDERS = {
    "treff": (_("Best match"), ("-rank", "-published_at", "-pk")),
    "nyest": (_("Newest"), ("-published_at", "-pk")),
    "frist": (_("Deadline first"), ("apply_by", "-pk")),
}
UNSAID = {"sorter": "treff"}
PHRASES = {
    "q": _("«%s»"),
    "km": _("Within %s km"),
    "hjemmefra": _("Can be done from home"),
    "alder": _("Open at the age of %s"),
}


ANY = _("Any")


def asks(question: str) -> Method:
    """Put the value to a question of the queryset."""
    return lambda found, _name, value: getattr(found, question)(value)


def among(lookup: str, meanings: Mapping[str, Any]) -> Method:
    """Look up what the word in the address means."""
    return lambda found, _name, word: found.filter(**{lookup: meanings[word]})


def as_it_is(found: Found, _name: str, _value: Any) -> Found:
    """Leave it to another field, which reads this one."""
    return found


def named(meanings: Mapping[str, Any], labels: Iterable[tuple[Any, Any]]) -> Choices:
    """Name the words of the address as the model names what they mean."""
    names = dict(labels)
    return [(word, names[meaning]) for word, meaning in meanings.items()]


def one_of(label: Any, method: Method, choices: Choices, nothing: Any = ANY) -> Any:
    return ChoiceFilter(label=label, method=method, choices=choices, empty_label=nothing)


def some_of(label: Any, method: Method, choices: Choices = ()) -> Any:
    boxes = forms.CheckboxSelectMultiple
    return MultipleChoiceFilter(label=label, method=method, choices=choices, widget=boxes)


class MunicipalitiesFilter(Filter):  # type: ignore[misc]  # django-filter has no types
    field_class = MunicipalitiesField


class WholeNumberFilter(Filter):  # type: ignore[misc]  # as above
    field_class = forms.IntegerField


class TickFilter(Filter):  # type: ignore[misc]  # as above
    field_class = forms.BooleanField


@dataclass(frozen=True)
class Chip:
    """One filter that is on, and the query string without it."""

    label: str
    query: str


class AssignmentFilter(FilterSet):  # type: ignore[misc]  # as above
    """A value that makes no sense is told at its field, and the others are used."""

    q = CharFilter(
        label=_("What would you like to do?"),
        method=asks("matching_words"),
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kommune = MunicipalitiesFilter(label=_("Municipality"), method="in_reach")
    km = WholeNumberFilter(label=_("Kilometres away at most"), method=as_it_is, min_value=1, max_value=2000)
    fylke = one_of(_("County"), asks("in_county"), places.counties, _("All of Norway"))
    hjemmefra = TickFilter(label=_("Can be done from home"), field_name="is_remote", method="from_home")
    tema = some_of(_("Topic"), asks("about"))
    gruppe = some_of(_("Whom it helps"), asks("helping"))
    type = one_of(_("Kind"), among("kind", KINDS), named(KINDS, Assignment.Kind.choices))
    rytme = one_of(_("How often"), among("rhythm", RHYTHMS), named(RHYTHMS, Assignment.Rhythm.choices))
    dag = some_of(_("Day"), as_it_is, named(DAYS, enumerate(dict(weekgrid.DAYS).values())))
    tid = some_of(_("Time of day"), as_it_is, named(PARTS, enumerate(dict(weekgrid.PARTS).values())))
    sprak = one_of(
        _("Your Norwegian"),
        among("norwegian__lte", NORWEGIAN),
        named(NORWEGIAN, Assignment.Norwegian.choices),
    )
    alder = WholeNumberFilter(
        label=_("Your age"), field_name="minimum_age", lookup_expr="lte", min_value=1, max_value=120
    )
    organisasjon = ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.verified(),
        field_name="organisation",
        widget=forms.HiddenInput,
    )
    sorter = one_of(_("Order"), as_it_is, [(word, name) for word, (name, _by) in ORDERS.items()], None)

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()
        form = BrowseForm

    def __init__(self, data: QueryDict, queryset: Found) -> None:
        super().__init__(data, queryset)
        for name, model in (("tema", Topic), ("gruppe", Group)):
            self.filters[name].extra["choices"] = [(one.pk, one.name) for one in model.objects.all()]

    def in_reach(self, found: Found, _name: str, numbers: list[str]) -> Found:
        """In these municipalities; the distance is measured from the first of them."""
        if km := self.form.cleaned_data.get("km"):
            numbers = [*numbers, *places.within(numbers[0], km)]
        return found.in_municipalities(numbers)

    def from_home(self, found: Found, _name: str, is_asked: bool) -> Found:
        return found.filter(is_remote=True) if is_asked else found

    def filter_queryset(self, queryset: Found) -> Found:
        asked = self.form.cleaned_data
        found: Found = super().filter_queryset(queryset)
        week = product(asked.get("dag") or DAYS, asked.get("tid") or PARTS)
        slots = weekgrid.grid_of(DAYS[day] * 3 + PARTS[part] for day, part in week)
        if slots != weekgrid.EVERY_SLOT:
            found = found.at_times(slots)
        return found.order_by(*ORDERS[self.order][1])

    @property
    def order(self) -> str:
        """As asked; the best match first when one has searched for words, else the newest."""
        asked = self.form.cleaned_data
        order: str = asked.get("sorter") or "treff"
        return "nyest" if order == "treff" and not asked.get("q") else order

    @cached_property
    def query(self) -> QueryDict:
        """The address of this very search: what was asked, without empty fields and without the page."""
        query = QueryDict(mutable=True)
        for name in self.filters:
            typed = [value for value in dict.fromkeys(self.data.getlist(name)) if value]
            if typed and typed != [UNSAID.get(name)]:
                query.setlist(name, typed)
        return query

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on, each with the way to take it off."""
        asked = self.form.cleaned_data
        on = [(name, value) for name in asked if name != "sorter" for value in self.query.getlist(name)]
        return [Chip(self.label(name, value), self.without(name, value)) for name, value in on if asked[name]]

    def label(self, name: str, value: str) -> str:
        """Say what one value asks for."""
        if name == "kommune":
            return places.places()[value].label
        if name == "organisasjon":
            return str(self.form.cleaned_data[name])
        if phrase := PHRASES.get(name):
            return str(phrase) % value if "%" in str(phrase) else str(phrase)
        return str(dict(self.form.fields[name].choices)[value])

    def without(self, name: str, value: str) -> str:
        """The query string with one value less; a distance goes with the last municipality."""
        query = self.query.copy()
        left = [other for other in query.getlist(name) if other != value]
        query.setlist(name, left)
        if name == "kommune" and not left:
            query.pop("km", None)
        return query.urlencode()
