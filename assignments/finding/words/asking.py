"""What to look up among the words of our texts, for each term somebody typed."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from assignments.finding.words import synonyms
from assignments.finding.words.reading import Reading
from assignments.finding.words.spelling import variants
from assignments.language.compounds import places_to_split, splits
from assignments.language.stemming import forms, stem

SHORTEST_VERB = 3
MOST_WAYS = 8


class Asked(NamedTuple):
    """A stem to look up for term `n`, or the stems a compound must have; and what a hit would be."""

    n: int
    way: str
    stems: str


def asked_by(reading: Reading) -> list[Asked]:
    """Everything to look up, at once."""
    return list(dict.fromkeys([*_words(reading), *_joined(reading)]))


def joined(reading: Reading) -> Iterator[tuple[int, str]]:
    """Neighbours as one word, as «frivillig sentral» is: the number of the first, and the word."""
    for n in reading.neighbours:
        one, other = reading.terms[n].word or "", reading.terms[n + 1].word or ""
        yield n, one + other
        yield n, f"{one}s{other}"


def relatives(word: str) -> set[str]:
    """Stems of the verb a noun comes from, and the other way: «kjøring», «kjøre» and «kjørte»."""
    root = stem(word)
    verbs = {root.removesuffix(ending) for ending in ("ing", "ning") if root.endswith(ending)}
    verbs = {stem(verb) for verb in verbs if len(verb) >= SHORTEST_VERB}
    past = {f"{verb}t" for verb in verbs or {root} if len(verb) > SHORTEST_VERB}
    return past | (verbs or {f"{root}ing", f"{root}ning"})


def _words(reading: Reading) -> Iterator[Asked]:
    for n, term in enumerate(reading.terms):
        for phrase in term.any_of:
            if len(phrase) == 1:
                yield from (Asked(n, way, stems) for way, stems in _ways(phrase[0]))


@lru_cache(maxsize=5000)
def _ways(word: str) -> list[tuple[str, str]]:
    """All one looks up for a word."""
    asked = [("as", form) for spelling in [word, *variants(word)] for form in sorted(forms(spelling))]
    asked += [("kin", kin) for kin in sorted(relatives(word))]
    for way, phrases in (("same", synonyms.same(word)), ("near", synonyms.near(word))):
        asked += [(way, form) for one in _single(phrases) for form in sorted(forms(one))]
    for split in splits(word):
        ways = product(*([part, *map(stem, _single(synonyms.same(part)))] for part in split))
        asked += [("alike", " ".join(way)) for way in islice(ways, MOST_WAYS)]
    asked += [
        ("half", one) for halves in places_to_split(word) for half in halves for one in half_forms(half)
    ]
    return list(dict.fromkeys(asked))


def half_forms(half: str) -> list[str]:
    """The stems one half of a compound may have: «ryddings» is rydding, and rydde; «symje» is svømme."""
    word = half.removesuffix("s")
    same = map(stem, _single(synonyms.same(word)))
    return list(dict.fromkeys([stem(half), stem(word), *sorted(relatives(word)), *same]))


def _joined(reading: Reading) -> Iterator[Asked]:
    for n, word in joined(reading):
        for form in sorted(forms(word)):
            yield Asked(n, "join", form)
            yield Asked(n + 1, "join", form)


def _single(phrases: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted(phrase[0] for phrase in phrases if len(phrase) == 1)
