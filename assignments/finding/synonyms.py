"""Words that find each other, from a file people can edit."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assignments.language.folding import words
from assignments.language.stemming import stem

FILE = Path(__file__).with_name("synonyms.txt")
type Phrase = tuple[str, ...]


class Groups(NamedTuple):
    """By its stems, what means the same as a phrase, and what means nearly the same."""

    same: dict[Phrase, frozenset[Phrase]]
    near: dict[Phrase, frozenset[Phrase]]


@cache
def groups() -> Groups:
    same: dict[Phrase, set[Phrase]] = defaultdict(set)
    near: dict[Phrase, set[Phrase]] = defaultdict(set)
    for line in FILE.read_text().splitlines():
        if line and not line.startswith("#"):
            group = {tuple(map(stem, words(phrase))) for phrase in line.removeprefix("~").split()}
            for phrase in group:
                (same if line.startswith("~") else near)[phrase] |= group
    return Groups(
        *({phrase: frozenset(group - {phrase}) for phrase, group in kind.items()} for kind in (same, near))
    )


def same(*typed: str) -> frozenset[Phrase]:
    """The same word in bokmål, nynorsk, or another form of it, as stems."""
    return groups().same.get(tuple(map(stem, typed)), frozenset())


def near(*typed: str) -> frozenset[Phrase]:
    """What means nearly the same, as stems, in all its forms."""
    asked = {tuple(map(stem, typed)), *same(*typed)}
    found = {phrase for one in asked for phrase in groups().near.get(one, ())}
    forms = {form for phrase in found for form in groups().same.get(phrase, ())}
    return frozenset((found | forms) - asked)
