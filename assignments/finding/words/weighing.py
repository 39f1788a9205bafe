"""How well each text fits what was asked: where each word stands, how sure it is meant, how much it says."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Keys = NDArray[np.int64]
type Ranks = NDArray[np.float32]
type Flags = NDArray[np.bool_]

SURE = {
    "written": 1.0,
    "as": 0.95,
    "join": 0.95,
    "same": 0.92,
    "kin": 0.85,
    "alike": 0.85,
    "inside": 0.7,
    "halves": 0.65,
    "typo": 0.6,
    "typo inside": 0.4,
    "begun": 0.5,
    "near": 0.5,
    "half": 0.35,
    "near inside": 0.3,
}
"""How sure it is that a word found in one of these ways is meant."""
SAYS = {"title": 1.0, "about": 0.6, "where": 0.45, "all": 0.25}
"""How much it says of an assignment that a word stands there."""
TWICE = 0.02
"""What each further way and place adds, of what it would be worth alone."""
MOST = 1.25
"""What a term is worth in all ways and places at once."""
WEAK = 0.3
FEW = 3
LONG = 3
ENOUGH = 0.6
"""With fewer hits than that for so many words, those with so much of what was asked come too."""
AS_TELLING = 0.6
"""Where nothing has all, what says so much of what the best says comes with it."""


class Found(NamedTuple):
    """The texts that have a term in one way and at one place."""

    term: int
    way: str
    where: str
    ids: Keys


class Fit(NamedTuple):
    """What came, how well it fits, which terms none of it had to have, and how many have all."""

    ids: Keys
    ranks: Ranks
    dropped: list[int]
    whole: int


def weighed(found: Sequence[Found], *, without: Keys, is_weak: Sequence[bool], texts: int) -> Fit:
    """Rank what has all that is demanded; where that is little or nothing, what has most of it."""
    ids, scores = _scores(found, without, len(is_weak))
    has = scores > 0
    counts = has.sum(axis=1)
    demanded = ~np.array(is_weak)
    says = np.log1p(max(texts, int(counts.max(initial=1))) / np.maximum(counts, 1)).astype(np.float32)
    says *= np.where(demanded, 1, WEAK).astype(np.float32)
    kept, dropped = _kept(has, demanded, says, scores.max(axis=1, initial=0))
    whole = has[demanded].all(axis=0)
    ranks = says @ scores[:, kept] / says.sum() / MOST * np.where(whole[kept], 1, ENOUGH)
    return Fit(ids[kept], np.minimum(ranks, 1).astype(np.float32), dropped, int(whole.sum()))


def _scores(found: Sequence[Found], without: Keys, terms: int) -> tuple[Keys, Ranks]:
    """The texts, and for each term and text: its best place and way, and a little for the others."""
    last = max((int(one.ids.max()) for one in found if len(one.ids)), default=0)
    is_found = np.zeros(last + 1, np.bool_)
    for one in found:
        is_found[one.ids] = True
    is_found[without[without <= last]] = False
    ids = np.flatnonzero(is_found)
    place = np.full(last + 1, len(ids), np.int32)
    place[ids] = np.arange(len(ids), dtype=np.int32)
    best = np.zeros((terms, len(ids) + 1), np.float32)
    for one in found:
        at, row, worth = place[one.ids], best[one.term], SURE[one.way] * SAYS[one.where]
        row[at] = np.maximum(row[at], worth) + TWICE * worth
    return ids, best[:, :-1]


def _kept(has: Flags, demanded: Flags, says: Ranks, sure: Ranks) -> tuple[Flags, list[int]]:
    """Those with all that is demanded, and with most of it where they are few; else with what says most."""
    whole = has[demanded].all(axis=0)
    if whole.any() or not has.size:
        part = (says * demanded) @ has / float((says * demanded).sum())
        is_long = demanded.sum() >= LONG and whole.sum() < FEW
        return (whole | (part >= ENOUGH) if is_long else whole), []
    telling = (says**2 * sure * demanded) @ has
    best = telling.argmax()
    kept = telling >= telling[best] * AS_TELLING
    return kept, [int(n) for n in np.flatnonzero(demanded & ~has[:, best])]
