"""Words that find each other, from a file people can edit."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assignments.language.folding import words
from assignments.language.stemming import root

FILE = Path(__file__).with_name("synonyms.txt")
type Phrase = tuple[str, ...]
type Groups = dict[Phrase, set[Phrase]]


class Listed(NamedTuple):
    """What means the same as a phrase, and what means nearly the same; by the words, and by their stems."""

    same: Groups
    near: Groups


@cache
def listed() -> Listed:
    groups = Listed(defaultdict(set), defaultdict(set))
    for line in FILE.read_text().splitlines():
        if line and not line.startswith("#"):
            kind = groups.same if line.startswith("~") else groups.near
            wide, _sign, narrow = line.removeprefix("~").rpartition(">")
            group = {tuple(words(phrase)) for phrase in narrow.split()}
            for phrase in [tuple(words(phrase)) for phrase in wide.split()] or group:
                kind[phrase] |= group
    return groups


@cache
def by_stems() -> Listed:
    found = Listed(defaultdict(set), defaultdict(set))
    for ours, others in zip(found, listed(), strict=True):
        for phrase, group in others.items():
            ours[_stems(phrase)] |= group
    return found


def same(*typed: str) -> frozenset[Phrase]:
    """The same word in bokmål, nynorsk, or another form of it."""
    found = listed().same.get(typed) or by_stems().same.get(_stems(typed)) or set()
    return frozenset(found - {typed})


def near(*typed: str) -> frozenset[Phrase]:
    """What means nearly the same, in all its forms."""
    asked = {typed, *same(*typed)}
    found = {phrase for one in asked for phrase in listed().near.get(one, ())}
    if not found:
        found = {phrase for one in asked for phrase in by_stems().near.get(_stems(one), ())}
    return frozenset((found | {form for phrase in found for form in same(*phrase)}) - asked)


def _stems(phrase: Phrase) -> Phrase:
    return tuple(map(root, phrase))
