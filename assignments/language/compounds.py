"""What long words are put together of: a «besøksvenn» is a «venn» who comes on «besøk»."""

from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assignments.language.folding import fold
from assignments.language.stemming import stem

LEXICON = Path(__file__).with_name("lexicon.txt")
SHORTEST = 3
BY_ITSELF = 4
"""A stem this long is a part when a text has it; a shorter one only when the lexicon does."""
NOTHING: frozenset[str] = frozenset()


class Lexicon(NamedTuple):
    """Our own list, by stems; parts of three letters by the word itself."""

    words: frozenset[str]
    stems: frozenset[str]
    never: frozenset[str]
    whole: frozenset[str]


@cache
def lexicon() -> Lexicon:
    lines = (line for line in LEXICON.read_text().splitlines() if not line.startswith("#"))
    listed = [(word[0], fold(word.lstrip("-="))) for line in lines for word in line.split()]
    words = frozenset(word for sign, word in listed if sign not in "-=")
    never = frozenset(word for sign, word in listed if sign == "-")
    whole = frozenset(stem(word) for sign, word in listed if sign == "=")
    return Lexicon(words, frozenset(map(stem, words)), never, whole)


def parts(word: str, known: Container[str] = NOTHING) -> frozenset[str]:
    """The stems of the words it consists of, and of those that these consist of; none if it is whole."""
    found = {part for split in splits(word, known) for part in split}
    inner = {one for part in found if part != word for one in parts(part, known)}
    return frozenset(found | inner)


def splits(word: str, known: Container[str] = NOTHING) -> list[tuple[str, ...]]:
    """The ways it is put together, by our lexicon and what is known: of two words, or else of three."""
    if len(word) < 2 * SHORTEST or stem(word) in lexicon().whole:
        return []
    found: list[tuple[str, ...]] = list(_in_two(word, known))
    return found or list(_in_three(word, known))


def places_to_split(word: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a word in two; of three equal letters Norwegian writes two («musikkorps»)."""
    for i in range(SHORTEST, len(word) - SHORTEST + 1):
        yield word[:i], word[i:]
        if word[i - 1] == word[i - 2] and i > SHORTEST:
            yield word[:i], word[i - 1 :]


def _in_two(word: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    for head, tail in places_to_split(word):
        if (last := part(tail, known)) and (first := first_part(head, known)):
            yield first, last


def _in_three(word: str, known: Container[str]) -> Iterator[tuple[str, ...]]:
    for head, tail in places_to_split(word):
        if first := first_part(head, known):
            for split in _in_two(tail, known):
                yield first, *split


def first_part(head: str, known: Container[str]) -> str | None:
    """The stem of a first part, without the s that binds it."""
    if found := part(head, known):
        return found
    return part(head[:-1], known) if head[-1] == "s" and len(head) > SHORTEST else None


def part(word: str, known: Container[str]) -> str | None:
    """The stem of a part, if it is one."""
    own = lexicon()
    if len(word) < SHORTEST or word in own.never:
        return None
    if len(word) == SHORTEST:
        return stem(word) if word in own.words else None
    root = stem(word)
    if root in own.stems or (len(root) >= BY_ITSELF and root in known):
        return root
    return None
