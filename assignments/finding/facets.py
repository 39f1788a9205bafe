"""How many hits each choice of a filter would give, all other filters kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assignments.finding import filters
from assignments.finding.filters import PLACE, WEEK, AssignmentFilter
from assignments.finding.shelf import EVERY_NUMBER, Mask, Selection, narrowing
from portal import lists, places

FOLDED = ("fylke", "tema", "gruppe", "type", "rytme", "sprak", "dag", "tid")
ONE_OF = {"type", "rytme", "sprak"}
TICKED = ("hjemmefra", "utenattest", "tilgjengelig")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: what stands in the address, what it is called, how many hits it would give."""

    name: str
    value: str
    label: str
    count: int
    is_on: bool

    @property
    def box(self) -> SafeString:
        """The choice as a box to tick."""
        drawn = box(self.name, self.value, self.label)
        return format_html(drawn, checked=CHECKED if self.is_on else "", count=self.count)


CHECKED = SafeString("checked")


@cache
def box(name: str, value: str, label: str) -> str:
    """Draw a box once for all searches; `{checked}` and `{count}` are filled in each time."""
    kind = "radio" if name in ONE_OF else "checkbox"
    shown = {"name": name, "value": value, "label": label, "kind": kind}
    return render_to_string("finding/box.html", shown)


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one filter, of which one may take one or several."""

    name: str
    title: str
    options: list[Option]

    @property
    def is_one_of(self) -> bool:
        return self.name in ONE_OF

    @property
    def is_on(self) -> bool:
        return any(option.is_on for option in self.options)


@cache
def municipality_options() -> str:
    """Every municipality and its county, with a pair of braces where the number of hits comes."""
    named = ((place.label, place.county_name) for place in places.places().values())
    return str(format_html_join("", '<option value="{}">{}: {{}}</option>', named))


class Facets:
    """The choices of each filter of one search. Each is counted when a template asks for it."""

    def __init__(self, filter_: AssignmentFilter, found: Selection) -> None:
        self.filter, self.found = filter_, found

    def facet(self, name: str, counts: Mapping[str, int]) -> Facet:
        """The choices of a field, with what each would give."""
        field, on = self.filter.form.fields[name], self.filter.query.getlist(name)
        options = [
            Option(name, value, str(label), counts[value], value in on)
            for value, label in field.choices
            if value
        ]
        return Facet(name, str(field.label), options)

    def counted(self, name: str, masks: Iterable[tuple[str, Mask]]) -> Facet:
        others = self.found.but(name)
        return self.facet(name, {value: int(np.count_nonzero(others & mask)) for value, mask in masks})

    @cached_property
    def by_number(self) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Hits by the number of the municipality, whatever place is asked for."""
        return np.bincount(self.found.shelf.municipality[self.found.but(PLACE)], minlength=EVERY_NUMBER)

    @property
    def fylke(self) -> Facet:
        by_county = self.by_number.reshape(-1, 100).sum(axis=1)
        return self.facet(
            "fylke", {number: int(by_county[int(number)]) for number, _name in places.counties()}
        )

    @property
    def kommune(self) -> SafeString:
        """Every municipality, as the options of a list with what each would give."""
        hits = self.by_number.tolist()
        counts = (hits[int(number)] for number in places.places())
        return SafeString(municipality_options().format(*counts))  # numbers need no escaping, and are many

    @property
    def tema(self) -> Facet:
        shelf = self.found.shelf
        return self.counted("tema", ((one.pk, narrowing.about(shelf, [one.pk])) for one in lists.topics()))

    @property
    def gruppe(self) -> Facet:
        shelf = self.found.shelf
        return self.counted(
            "gruppe", ((one.pk, narrowing.helping(shelf, [one.pk])) for one in lists.groups())
        )

    @property
    def type(self) -> Facet:
        is_need = self.found.shelf.is_need
        return self.counted("type", [("oppdrag", ~is_need), ("behov", is_need)])

    @property
    def rytme(self) -> Facet:
        is_regular = self.found.shelf.is_regular
        return self.counted("rytme", [("engang", ~is_regular), ("fast", is_regular)])

    @property
    def sprak(self) -> Facet:
        levels = self.found.shelf.norwegian
        return self.counted("sprak", ((word, levels <= level) for word, level in filters.NORWEGIAN.items()))

    @property
    def dag(self) -> Facet:
        parts = self.filter.asked.get("tid")
        return self.in_week("dag", {day: self.filter.slots([day], parts) for day in filters.DAYS})

    @property
    def tid(self) -> Facet:
        days = self.filter.asked.get("dag")
        return self.in_week("tid", {part: self.filter.slots(days, [part]) for part in filters.PARTS})

    def in_week(self, name: str, weeks: Mapping[str, int]) -> Facet:
        """Count by the times of the week: what is flexible fits them all."""
        slots = self.found.shelf.slots[self.found.but(WEEK)]
        flexible = int(np.count_nonzero(slots == 0))
        return self.facet(
            name, {value: flexible + int(np.count_nonzero(slots & week)) for value, week in weeks.items()}
        )

    def ticked(self, name: str, mask: Mask) -> Option:
        count = int(np.count_nonzero(self.found.but(name) & mask))
        label = str(self.filter.form.fields[name].label)
        return Option(name, "ja", label, count, bool(self.filter.asked.get(name)))

    @property
    def hjemmefra(self) -> Option:
        return self.ticked("hjemmefra", self.found.shelf.is_remote)

    @property
    def utenattest(self) -> Option:
        return self.ticked("utenattest", ~self.found.shelf.needs_certificate)

    @property
    def tilgjengelig(self) -> Option:
        return self.ticked("tilgjengelig", self.found.shelf.is_accessible)

    @property
    def every(self) -> list[Option]:
        """Every choice but the municipalities."""
        folded = [option for name in FOLDED for option in getattr(self, name).options]
        return folded + [getattr(self, name) for name in TICKED]
