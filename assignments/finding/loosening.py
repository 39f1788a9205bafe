"""Where to look when nothing fits: what one filter less, or a longer way, would give."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _

from assignments.finding.filters import PLACE, TOGETHER, AssignmentFilter
from assignments.finding.shelf import Mask, Selection, narrowing

FARTHER_KM = (25, 50, 100, 200, 500)


@dataclass(frozen=True)
class Way:
    """One way on: what it is, how many hits it gives, and its query string."""

    label: str
    count: int
    query: str


def ways(filter_: AssignmentFilter, found: Selection) -> list[Way]:
    """Every single step that leads to something, the smallest steps first."""
    return [way for way in (*farther(filter_, found), *leaving_out(filter_, found)) if way.count]


def farther(filter_: AssignmentFilter, found: Selection) -> Iterator[Way]:
    """The nearest distance at which there is something, and what can be done from home."""
    if PLACE not in filter_.selection.narrowed:
        return
    others, numbers = found.but(PLACE), filter_.municipalities
    if numbers:
        away = narrowing.distances(numbers)[found.shelf.municipality]
        counts = ((km, count(others, away <= km)) for km in FARTHER_KM if km > filter_.asked.get("km", 0))
        for km, n in ((km, n) for km, n in counts if n):
            yield Way(_("Within %(km)s km") % {"km": km}, n, changed(filter_.query, {"km": str(km)}))
            break
    from_home = {"hjemmefra": "ja"} | without(filter_, PLACE)
    yield Way(
        _("From home"), count(left(found, PLACE), found.shelf.is_remote), changed(filter_.query, from_home)
    )


def leaving_out(filter_: AssignmentFilter, found: Selection) -> Iterator[Way]:
    """Without one of the filters that were asked for."""
    for name in found.narrowed:
        labels = [chip.label for chip in filter_.chips if TOGETHER.get(chip.name, chip.name) == name]
        if labels:
            label = _("Without: %(filters)s") % {"filters": ", ".join(labels)}
            yield Way(label, count(left(found, name)), changed(filter_.query, without(filter_, name)))


def left(found: Selection, name: str) -> Mask:
    """What there is without a filter; without a place, what is where one looks when none is asked for."""
    others = found.but(name)
    return others if name != PLACE or found.nearby is None else others & found.nearby


def without(filter_: AssignmentFilter, name: str) -> dict[str, str]:
    """What to ask for instead, to leave a filter out: words and the places among them stand in one field."""
    values = {field: "" for field in filter_.filters if TOGETHER.get(field, field) == name}
    return values | {PLACE: {"q": filter_.words_alone}, "q": {"q": filter_.places_alone}}.get(name, {})


def count(*masks: Mask) -> int:
    return int(np.count_nonzero(np.logical_and.reduce(masks)))


def changed(query: QueryDict, values: dict[str, str]) -> str:
    """The query string with other values; an empty one takes its field away."""
    query = query.copy()
    for name, value in values.items():
        query.setlist(name, [value] if value else [])
    return str(query.urlencode())
