"""How many hits each choice of a filter would give, all other filters kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assignments.finding import filters
from assignments.finding.filters import PLACE, WEEK, AssignmentFilter
from assignments.finding.shelf import EVERY_NUMBER, Mask, Selection, narrowing
from portal import lists, places

FOLDED = ("fylke", "tema", "gruppe", "type", "rytme", "sprak", "dag", "tid")
TICKED = ("hjemmefra", "utenattest", "tilgjengelig")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter: what stands in the address, what it is called, how many hits it would give."""

    name: str
    value: str
    label: str
    count: int
    is_on: bool


@cache
def municipality_options() -> str:
    """The options of all municipalities, with a pair of braces where the number of hits comes."""
    options = "".join(
        format_html('<optgroup label="{}">', county)
        + format_html_join("", '<option value="{}">{} ({{}})</option>', named)
        + "</optgroup>"
        for county, named in places.by_county()
    )
    return str(options)


class Facets:
    """The choices of each filter of one search. Each is counted when a template asks for it."""

    def __init__(self, filter_: AssignmentFilter, found: Selection) -> None:
        self.filter, self.found = filter_, found

    def options(self, name: str, counts: Mapping[str, int]) -> list[Option]:
        """The choices of a field, with what each would give."""
        on = self.filter.query.getlist(name)
        choices = self.filter.form.fields[name].choices
        return [
            Option(name, value, str(label), counts[value], value in on) for value, label in choices if value
        ]

    def counted(self, name: str, masks: Iterable[tuple[str, Mask]]) -> list[Option]:
        others = self.found.but(name)
        return self.options(name, {value: int(np.count_nonzero(others & mask)) for value, mask in masks})

    @cached_property
    def by_number(self) -> np.ndarray[Any, np.dtype[np.intp]]:
        """Hits by the number of the municipality, whatever place is asked for."""
        return np.bincount(self.found.shelf.municipality[self.found.but(PLACE)], minlength=EVERY_NUMBER)

    @property
    def fylke(self) -> list[Option]:
        by_county = self.by_number.reshape(-1, 100).sum(axis=1)
        return self.options(
            "fylke", {number: int(by_county[int(number)]) for number, _name in places.counties()}
        )

    @property
    def kommune(self) -> SafeString:
        """Municipalities under their counties, as the options of a list with what each would give."""
        hits = self.by_number.tolist()
        return format_html(municipality_options(), *(hits[int(number)] for number in places.places()))

    @property
    def tema(self) -> list[Option]:
        shelf = self.found.shelf
        return self.counted("tema", ((one.pk, narrowing.about(shelf, [one.pk])) for one in lists.topics()))

    @property
    def gruppe(self) -> list[Option]:
        shelf = self.found.shelf
        return self.counted(
            "gruppe", ((one.pk, narrowing.helping(shelf, [one.pk])) for one in lists.groups())
        )

    @property
    def type(self) -> list[Option]:
        is_need = self.found.shelf.is_need
        return self.counted("type", [("oppdrag", ~is_need), ("behov", is_need)])

    @property
    def rytme(self) -> list[Option]:
        is_regular = self.found.shelf.is_regular
        return self.counted("rytme", [("engang", ~is_regular), ("fast", is_regular)])

    @property
    def sprak(self) -> list[Option]:
        levels = self.found.shelf.norwegian
        return self.counted("sprak", ((word, levels <= level) for word, level in filters.NORWEGIAN.items()))

    @property
    def dag(self) -> list[Option]:
        parts = self.filter.asked.get("tid")
        return self.in_week("dag", {day: self.filter.slots([day], parts) for day in filters.DAYS})

    @property
    def tid(self) -> list[Option]:
        days = self.filter.asked.get("dag")
        return self.in_week("tid", {part: self.filter.slots(days, [part]) for part in filters.PARTS})

    def in_week(self, name: str, weeks: Mapping[str, int]) -> list[Option]:
        """Count by the times of the week: what is flexible fits them all."""
        slots = self.found.shelf.slots[self.found.but(WEEK)]
        flexible = int(np.count_nonzero(slots == 0))
        return self.options(
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
        folded = [option for name in FOLDED for option in getattr(self, name)]
        return folded + [getattr(self, name) for name in TICKED]
