"""Which assignments a text finds, and how well: two questions to the database, the same two for any text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from assignments.finding.expanding import Wanted, expand
from assignments.finding.reading import Reading
from assignments.language.stemming import stem

type Keys = NDArray[np.int64]
type Ranks = NDArray[np.float32]

SURE = {
    "written": 1.0,
    "as": 0.95,
    "join": 0.95,
    "same": 0.92,
    "kin": 0.85,
    "inside": 0.7,
    "halves": 0.6,
    "typo": 0.6,
    "begun": 0.5,
    "near": 0.5,
    "near inside": 0.3,
}
SAYS = {"title": 1.0, "about": 0.6, "where": 0.45, "all": 0.25}
WEAK = 0.3
EVERY = "all"
STATEMENT = """
    WITH asked(n, q) AS MATERIALIZED (
        SELECT n, q::tsquery FROM unnest(%(numbers)s::int[], %(queries)s::text[]) a(n, q)
    )
    SELECT 'all', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON all_stems @@ q WHERE n <> ALL(%(written)s::int[]) GROUP BY n
    UNION ALL
    SELECT 'title', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON title_stems @@ q GROUP BY n
    UNION ALL
    SELECT 'about', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON about_stems @@ q WHERE n <> ALL(%(written)s::int[]) GROUP BY n
    UNION ALL
    SELECT 'where', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON where_stems @@ q WHERE n <> ALL(%(written)s::int[]) GROUP BY n
"""


@dataclass(frozen=True)
class Loosened:
    """What was not as typed: the words left out, and those read as another word (as typed, as meant)."""

    dropped: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.dropped or self.corrected)


@dataclass(frozen=True)
class Hits:
    """Keys of assignments in no order, how well each fits (0 to 1), words to mark, what was loosened."""

    ids: Keys
    ranks: Ranks
    words: frozenset[str]
    loosened: Loosened


class Part(NamedTuple):
    """One way to find one term."""

    term: int
    way: str
    query: str


def hits(reading: Reading) -> Hits:
    """Find what a text asks for: all of its words, or as many as any text has."""
    wanted, texts = expand(reading)
    parts = _parts(wanted)
    found, banned = _look_up(parts, reading)
    if not wanted:
        everything = found.get((len(parts), EVERY), _none())
        return Hits(everything, np.ones(len(everything), np.float32), frozenset(), Loosened())
    universe = np.unique(
        np.concatenate([_none(), *(ids for (_part, where), ids in found.items() if where == EVERY)])
    )
    universe = np.setdiff1d(universe, banned, assume_unique=True)
    scores = _scores(wanted, parts, found, universe)
    return _ranked(wanted, universe, scores, texts)


def _parts(wanted: Sequence[Wanted]) -> list[Part]:
    parts = [
        Part(n, way, " | ".join(queries))
        for n, one in enumerate(wanted)
        for way, queries in one.by_way.items()
    ]
    written = [Part(n, "written", one.term.word) for n, one in enumerate(wanted) if one.term.word]
    return parts + written


def _look_up(parts: list[Part], reading: Reading) -> tuple[dict[tuple[int, str], Keys], Keys]:
    """The keys of each part by where its words stand, and the keys of what one will not have."""
    no = " | ".join(f"({' <-> '.join(map(stem, phrase))})" for phrase in reading.excluded)
    queries = [part.query for part in parts]
    if no:
        queries.append(no if parts else f"!({no})")
    told: dict[str, Any] = {
        "numbers": list(range(len(queries))),
        "queries": queries,
        "written": [n for n, part in enumerate(parts) if part.way == "written"],
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, told)
        found = {
            (n, where): np.frombuffer(keys, ">i8").astype(np.int64) for where, n, keys in cursor.fetchall()
        }
    if not parts:
        return found, _none()
    banned = found.pop((len(parts), EVERY), _none())
    return {key: ids for key, ids in found.items() if key[0] < len(parts)}, banned


def _scores(
    wanted: Sequence[Wanted], parts: list[Part], found: dict[tuple[int, str], Keys], universe: Keys
) -> NDArray[np.float32]:
    """How well each text has each term: the best place and the surest way count, the others a little."""
    best = np.zeros((len(wanted), len(universe)), np.float32)
    for (number, where), ids in found.items():
        part = parts[number]
        at = np.searchsorted(universe, ids)
        at = at[universe[np.minimum(at, len(universe) - 1)] == ids] if len(universe) else at[:0]
        row = best[part.term]
        value = SURE[part.way] * SAYS[where]
        row[at] = np.maximum(row[at], value) + 0.05 * value
    return best


def _ranked(wanted: Sequence[Wanted], universe: Keys, scores: NDArray[np.float32], texts: int) -> Hits:
    has = scores > 0
    counts = has.sum(axis=1)
    rarity = np.array(
        [math.log(1 + max(texts, int(counts.max())) / max(1, int(n))) for n in counts], np.float32
    )
    is_weak = np.array([one.term.is_weak for one in wanted])
    weights = np.where(is_weak, WEAK * rarity, rarity).astype(np.float32)
    demanded = ~is_weak
    kept, dropped = _kept(has, demanded, weights)
    ranks = (weights @ scores[:, kept] / max(float(weights.sum()), 1e-6)).astype(np.float32)
    corrected = [(one.term.typed, one.meant) for one in wanted if one.meant]
    words = frozenset(word for one in wanted for word in one.words)
    loosened = Loosened(tuple(wanted[n].term.typed for n in dropped), tuple(corrected))
    return Hits(universe[kept], np.minimum(ranks, 1), words, loosened)


def _kept(
    has: NDArray[np.bool_], demanded: NDArray[np.bool_], weights: Ranks
) -> tuple[NDArray[np.bool_], list[int]]:
    """Those with every word demanded; if there are none, those with as many as there is a text with."""
    whole = has[demanded].all(axis=0)
    if whole.any() or not has.size:
        return whole, []
    worth = (weights[:, None] * has)[demanded].sum(axis=0) + has[demanded].sum(axis=0) * 100
    best = has[:, int(worth.argmax())] & demanded
    kept = has[best].all(axis=0)
    return kept, [int(n) for n in np.flatnonzero(demanded & ~best)]


def _none() -> Keys:
    return np.empty(0, np.int64)
