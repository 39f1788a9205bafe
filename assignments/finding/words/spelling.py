"""How far two spellings are from each other, and what is near enough to be a typing error."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from assignments.language.folding import APART

FORGIVEN = (4, 6, 11)
"""From this length on one error, two, three."""
DIGRAPHS = {"aa": "a", "oe": "o", "ae": "a"}


class Spelled(Protocol):
    @property
    def word(self) -> str: ...
    @property
    def texts(self) -> int: ...


def variants(word: str) -> Iterator[str]:
    """What it is if «aa», «oe» and «ae» stand for å, ø and æ."""
    if word in APART.values():
        return
    for there in [pair for pair in DIGRAPHS if pair in word]:
        yield word.replace(there, DIGRAPHS[there])


def allowed(word: str) -> int:
    """How many errors one makes in a word of this length."""
    return sum(len(word) >= length for length in FORGIVEN)


def closest[S: Spelled](word: str, candidates: Iterable[S]) -> list[S]:
    """Those with the fewest errors, if they are few enough; the commonest first."""
    measured = [(distance(word, one.word), -one.texts, one.word, one) for one in candidates]
    near = sorted(row for row in measured if row[0] <= allowed(word))
    return [row[3] for row in near if row[0] == near[0][0]]


def distance(one: str, other: str) -> int:
    """Letters left out, put in, changed, or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
