"""What one may ask of `/oppdrag/` in its query string. The names are part of the address: stable for ever."""

from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet, ModelChoiceFilter

from assignments.finding.chips import Chip, chips
from assignments.finding.fields import (
    DayFilter,
    MunicipalitiesFilter,
    Shared,
    TickFilter,
    WholeNumberFilter,
    as_it_is,
    lets_through,
    named,
    one_of,
    some_of,
    tick,
)
from assignments.finding.forms import BrowseForm
from assignments.finding.shelf import Selection, narrowing
from assignments.finding.words.reading import Reading, read
from assignments.models import Assignment
from organisations.models import Organisation
from portal import lists, places, weekgrid

KINDS = {"oppdrag": "assignment", "behov": "need"}
RHYTHMS = {"engang": "once", "fast": "regular"}
NORWEGIAN = {"ingen": 0, "litt": 1, "godt": 2, "flytende": 3}
DAYS = {"man": 0, "tir": 1, "ons": 2, "tor": 3, "fre": 4, "lor": 5, "son": 6}
PARTS = {"formiddag": 0, "ettermiddag": 1, "kveld": 2}
ORDERS = {
    "treff": _("Best match"),
    "naermest": _("Nearest"),
    "nyest": _("Newest"),
    "frist": _("Deadline first"),
    "trenger": _("Needs people most"),
}
UNSAID = {"sorter": "treff"}
SAID_AGAIN = {"q", "kommune"}
"""What stands in the address as it was understood, and not as it was typed."""
PLACE, WEEK, SPAN = "place", "week", "span"
"""Filters that speak together: where, when in the week, between which days."""
TOGETHER = {"kommune": PLACE, "fylke": PLACE, "km": PLACE, "dag": WEEK, "tid": WEEK, "fra": SPAN, "til": SPAN}
SEVERAL = {"kommune", "fylke", "tema", "gruppe", "dag", "tid"}
"""Filters that may be said more than once; of the others the last counts, as it does in their fields."""


class AssignmentFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Reads the address. A value that makes no sense is told at its field, and the others are used.

    What django-filter hands from filter to filter is not a queryset here but a `Selection` of the shelf.
    """

    q = CharFilter(label=_("What would you like to do?"), method=as_it_is, max_length=200)
    ordrett = TickFilter(label=_("Search for place names as words"), method=as_it_is)
    kommune = MunicipalitiesFilter(label=_("Municipality"), method=as_it_is)
    km = WholeNumberFilter(label=_("Kilometres away at most"), method=as_it_is, min_value=1, max_value=2000)
    fylke = some_of(_("County"), as_it_is, places.counties)
    hjemmefra = tick(_("Can be done from home"), lambda shelf: shelf.is_remote)
    tema = some_of(
        _("Topic"),
        lets_through(narrowing.about),
        lambda: [(topic.pk, topic.name) for topic in lists.topics()],
    )
    gruppe = some_of(
        _("Whom it helps"),
        lets_through(narrowing.helping),
        lambda: [(group.pk, group.name) for group in lists.groups()],
    )
    type = one_of(
        _("Kind"),
        lets_through(lambda shelf, word: shelf.is_need == (word == "behov")),
        named(KINDS, Assignment.Kind.choices),
    )
    rytme = one_of(
        _("How often"),
        lets_through(lambda shelf, word: shelf.is_regular == (word == "fast")),
        named(RHYTHMS, Assignment.Rhythm.choices),
    )
    dag = some_of(_("Day"), as_it_is, named(DAYS, enumerate(dict(weekgrid.DAYS).values())))
    tid = some_of(_("Time of day"), as_it_is, named(PARTS, enumerate(dict(weekgrid.PARTS).values())))
    fra = DayFilter(label=_("From day"), method=as_it_is)
    til = DayFilter(label=_("To day"), method=as_it_is)
    sprak = one_of(
        _("Your Norwegian"),
        lets_through(lambda shelf, word: shelf.norwegian <= NORWEGIAN[word]),
        named(NORWEGIAN, Assignment.Norwegian.choices),
    )
    alder = WholeNumberFilter(
        label=_("Your age"),
        method=lets_through(lambda shelf, age: shelf.minimum_age <= age),
        min_value=1,
        max_value=120,
    )
    plasser = WholeNumberFilter(
        label=_("How many you are"),
        method=lets_through(lambda shelf, many: shelf.is_need | (shelf.places - shelf.taken >= many)),
        min_value=1,
        max_value=1000,
    )
    utenattest = tick(_("No police certificate needed"), lambda shelf: ~shelf.needs_certificate)
    tilgjengelig = tick(_("Tells about accessibility"), lambda shelf: shelf.is_accessible)
    organisasjon = ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.verified(),
        method=lets_through(lambda shelf, organisation: shelf.organisation == organisation.pk),
        widget=forms.HiddenInput,
    )
    sorter = one_of(_("Order"), as_it_is, list(ORDERS.items()))

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()
        form = BrowseForm

    def __init__(self, data: QueryDict, found: Selection, *, usually: str = "treff", home: str = "") -> None:
        super().__init__(data, found)
        self.usually = usually
        self.form.home = home

    def get_form_class(self) -> Any:
        """The form of the filters, made once: they are the same for every search."""
        return form_class()

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What was asked for and makes sense, by name; what was left out is not there."""
        self.form.full_clean()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @cached_property
    def selection(self) -> Selection:
        """What all filters but the words let through."""
        found: Selection = self.queryset
        for name, value in self.asked.items():
            found = self.filters[name].filter(found, value)
        return self.in_span(self.in_week(self.in_place(found)))

    def in_place(self, found: Selection) -> Selection:
        """In one of the municipalities, so near one of them, or in one of the counties."""
        shelf = found.shelf
        if numbers := self.municipalities:
            km = self.asked.get("km", 0)
            found = found.by(PLACE, narrowing.within(shelf, numbers, km))
        if counties := self.counties:
            found = found.by(PLACE, narrowing.in_counties(shelf, counties))
        return found

    @cached_property
    def reading(self) -> Reading:
        """The words that were typed; names of places among them are places, unless one would rather not."""
        return read(self.asked.get("q", ""), is_literal="ordrett" in self.asked)

    @property
    def words_alone(self) -> str:
        """What was typed, without the places it names."""
        words = self.asked.get("q", "")
        for place in self.reading.places:
            words = words.replace(place.words, " ", 1)
        return " ".join(words.split())

    @property
    def places_alone(self) -> str:
        """The places that were typed, without the other words."""
        return " ".join(dict.fromkeys(place.words for place in self.reading.places))

    def named_places(self, kind: str) -> list[str]:
        return [place.number for place in self.reading.places if place.kind == kind]

    @cached_property
    def municipalities(self) -> list[str]:
        """Those chosen, and those named among the words."""
        return list(dict.fromkeys([*self.asked.get("kommune", ()), *self.named_places("kommune")]))

    @property
    def chosen(self) -> list[places.Place]:
        """The municipalities chosen from the list, as places."""
        return [places.places()[number] for number in self.asked.get("kommune", ())]

    @cached_property
    def counties(self) -> list[str]:
        """Those chosen, and those named among the words."""
        return list(dict.fromkeys([*self.asked.get("fylke", ()), *self.named_places("fylke")]))

    def in_week(self, found: Selection) -> Selection:
        """At one of the days, at one of the times of day."""
        slots = self.slots(self.asked.get("dag"), self.asked.get("tid"))
        return (
            found if slots == weekgrid.EVERY_SLOT else found.by(WEEK, narrowing.at_times(found.shelf, slots))
        )

    @staticmethod
    def slots(days: Iterable[str] | None, parts: Iterable[str] | None) -> int:
        """The times of the week that these days and parts of the day have in common; of none, all."""
        week = product(days or DAYS, parts or PARTS)
        return weekgrid.grid_of(DAYS[day] * 3 + PARTS[part] for day, part in week)

    def in_span(self, found: Selection) -> Selection:
        """Between two days, of which either may be left open."""
        first, last = self.asked.get("fra"), self.asked.get("til")
        if not first and not last:
            return found
        return found.by(SPAN, narrowing.taking_place(found.shelf, first, last, on=found.on))

    @property
    def orders(self) -> list[tuple[str, Any]]:
        """The orders one may choose; the nearest only where one has said near what."""
        return [(word, name) for word, name in ORDERS.items() if word != "naermest" or self.near]

    @property
    def near(self) -> list[str]:
        """What is near, is near these: the municipalities asked for, else home, where that is known."""
        return self.municipalities or [number for number in [self.form.home] if number]

    @property
    def typed_fields(self) -> list[Any]:
        """The fields one types a number or a day in."""
        return [self.form[name] for name in ("km", "fra", "til", "alder", "plasser")]

    @property
    def unknown_municipality(self) -> str:
        """What was typed for a municipality and is none."""
        typed = self.data.getlist("kommune") if "kommune" in self.form.errors else []
        return str(next((one for one in typed if one not in places.places()), ""))

    @property
    def order(self) -> str:
        """As asked; the nearest only where one has said near what."""
        order: str = self.asked.get("sorter", self.usually)
        return self.usually if order == "naermest" and not self.near else order

    @cached_property
    def query(self) -> QueryDict:
        """The address of this very search: what was asked, without empty fields and without the page."""
        query = QueryDict(mutable=True)
        for name in self.filters:
            said = self.data.getlist(name) if name in SEVERAL else self.data.getlist(name)[-1:]
            typed = [value for value in dict.fromkeys(said) if value]
            if name in SAID_AGAIN and name in self.asked:
                typed = self.asked[name] if name in SEVERAL else [self.asked[name]]
            if typed and typed != [UNSAID.get(name)]:
                query.setlist(name, typed)
        return query

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters that are on, each with the way to take it off."""
        return chips(self)


AssignmentFilter.base_filters = Shared(AssignmentFilter.base_filters)


@cache
def form_class() -> type[BrowseForm]:
    """Build the form of all filters."""
    fields = {name: filter_.field for name, filter_ in AssignmentFilter.base_filters.items()}
    return type("AssignmentFilterForm", (BrowseForm,), fields)
