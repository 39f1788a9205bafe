"""The filters that are on, as words with a way to take each of them off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal import places

PHRASES = {
    "km": _("Within %s km"),
    "alder": _("Open at the age of %s"),
    "plasser": _("Room for %s"),
    "fra": _("From %s"),
    "til": _("Until %s"),
}
SAID_ELSEWHERE = {"q", "sorter", "ordrett"}


@dataclass(frozen=True)
class Chip:
    """One filter that is on, and the query string without it."""

    name: str
    label: str
    query: str


def chips(filter_: Any) -> list[Chip]:
    """One chip for each value of each filter that made sense; the words and the places among them apart."""
    on = [name for name in filter_.asked if name not in SAID_ELSEWHERE]
    chosen = [
        Chip(name, label(filter_, name, value), without(filter_, name, value))
        for name in on
        for value in filter_.query.getlist(name)
    ]
    return [*of_words(filter_), *chosen]


def of_words(filter_: Any) -> Iterator[Chip]:
    """What was typed without the places it names, and each of those."""
    alone, named = filter_.words_alone, filter_.places_alone
    if alone and filter_.reading.has_words:
        yield Chip("q", _("«%s»") % alone, with_words(filter_, named))
    for place in filter_.reading.places:
        words = " ".join(filter_.asked["q"].replace(place.words, " ", 1).split())
        yield Chip("kommune", place.label, with_words(filter_, words))


def with_words(filter_: Any, words: str) -> str:
    """The query string with other words; a distance goes with the last place."""
    query = filter_.query.copy()
    query.setlist("q", [words] if words else [])
    if not words and "kommune" not in query:
        query.pop("km", None)
    return str(query.urlencode())


def label(filter_: Any, name: str, value: str) -> str:
    """Say what one value asks for."""
    asked, field = filter_.asked[name], filter_.form.fields[name]
    if name == "kommune":
        return places.places()[value].label
    if phrase := PHRASES.get(name):
        return str(phrase) % (date_format(asked, "SHORT_DATE_FORMAT") if name in {"fra", "til"} else value)
    if asked is True:
        return str(field.label)
    return str(asked) if name == "organisasjon" else str(dict(field.choices)[value])


def without(filter_: Any, name: str, value: str) -> str:
    """The query string with one value less; a distance goes with the last municipality."""
    query = filter_.query.copy()
    left = [other for other in query.getlist(name) if other != value]
    query.setlist(name, left)
    if name == "kommune" and not left:
        query.pop("km", None)
    return str(query.urlencode())
