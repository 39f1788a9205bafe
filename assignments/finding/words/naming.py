"""Municipalities and counties by every name they have."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assignments.finding.words.listed import listed
from assignments.language.folding import words
from portal.models import County, Municipality

if TYPE_CHECKING:
    from assignments.finding.words.reading import Token

MOST_WORDS = 5
TOWNS = Path(__file__).with_name("towns.txt")
REGIONS = Path(__file__).with_name("regions.txt")


class Name(NamedTuple):
    """What a name stands for: «kommune» or «fylke», its number, and what we call it."""

    kind: str
    number: str
    label: str


@dataclass(frozen=True)
class PlaceFound:
    """A place somebody named, and the words that named it, as they were typed: «i Nord-Aurdal»."""

    kind: str
    number: str
    label: str
    words: str


def towns() -> list[tuple[str, str]]:
    """Towns whose municipality has another name, and that name."""
    return _listed_in(TOWNS)


def regions() -> list[tuple[str, str]]:
    """Parts of the country, and each county there."""
    found = [(region, counties.split(",")) for region, counties in _listed_in(REGIONS)]
    return [(region, county.strip()) for region, counties in found for county in counties]


def _listed_in(file: Path) -> list[tuple[str, str]]:
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return [(name.strip(), of.strip()) for name, _is, of in (line.partition("=") for line in lines)]


@cache
def names() -> dict[tuple[str, ...], tuple[Name, ...]]:
    """Every name by its folded words; Oslo is a municipality. Read once: it changes with a release only."""
    known: dict[tuple[str, ...], dict[Name, None]] = defaultdict(dict)
    for county in County.objects.exclude(name="Oslo"):
        for called in (county.name, county.name_sami, county.name_kven):
            known[tuple(words(called))][Name("fylke", county.number, county.name)] = None
    for place in Municipality.objects.all():
        for called in {
            place.name,
            place.label,
            place.name_sami,
            place.name_kven,
            *place.official_name.split(" - "),
        }:
            known[tuple(words(called))][Name("kommune", place.number, place.label)] = None
    numbers = dict(Municipality.objects.values_list("label", "number"))
    for town, label in towns():
        known[tuple(words(town))][Name("kommune", numbers[label], f"{town} ({label})")] = None
    counties = dict(County.objects.values_list("name", "number"))
    for region, part in regions():
        known[tuple(words(region))][Name("fylke", counties[part], f"{region} ({part})")] = None
    known.pop((), None)
    return {name: tuple(stands_for) for name, stands_for in known.items()}


def municipalities_called(typed: str) -> list[str]:
    """The numbers of the municipalities of that name, or of the one a town lies in."""
    return [name.number for name in names().get(tuple(words(typed)), ()) if name.kind == "kommune"]


def places_in(tokens: "Sequence[Token]") -> "tuple[tuple[PlaceFound, ...], list[Token]]":
    """Take the places out of what was typed, the longest names first; what is left are words."""
    found: dict[PlaceFound, None] = {}
    left: list[Token] = []
    i = 0
    while i < len(tokens):
        length, named = _longest_name(tokens, i)
        if not length:
            left.append(tokens[i])
            i += 1
            continue
        begin = i
        while left and not left[-1].is_phrase and left[-1].typed.casefold() in listed("before places"):
            left.pop()
            begin -= 1
        typed = tokens[begin].until(tokens[i + length - 1])
        found |= dict.fromkeys(PlaceFound(name.kind, name.number, name.label, typed) for name in named)
        i += length
    return tuple(found), left


def _longest_name(tokens: "Sequence[Token]", start: int) -> tuple[int, tuple[Name, ...]]:
    for length in range(min(MOST_WORDS, len(tokens) - start), 0, -1):
        run = tokens[start : start + length]
        if any(token.is_phrase or token.is_excluded for token in run):
            continue
        named = names().get(tuple(words(" ".join(token.typed for token in run))), ())
        if named and (length > 1 or not _is_a_word(tokens, start)):
            return length, named
    return 0, ()


def _is_a_word(tokens: "Sequence[Token]", i: int) -> bool:
    """«Time» is an hour and «Os» is us, unless one says where, writes it as a name, or «os» and no more."""
    typed = tokens[i].typed
    if typed.casefold() not in listed("words as well as places"):
        return False
    if i and tokens[i - 1].typed.casefold() in listed("before places"):
        return False
    if len(tokens) == 1 and typed.casefold() not in listed("rather words than places"):
        return False
    is_name = typed[:1].isupper() and (i > 0 or len(tokens) == 1)
    return not is_name
