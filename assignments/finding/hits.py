"""Which assignments a text finds, and how well: two questions to the database, the same two for any text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from assignments.finding.expanding import Wanted, expand
from assignments.finding.reading import Reading
from assignments.finding.weighing import Found, Keys, Ranks, weighed
from assignments.language.stemming import stem

NOT_IN_BODY = frozenset({"kin", "near", "near inside", "typo inside", "written"})
"""Ways too loose for a description, where any word may stand; «written» is for the title alone."""
STATEMENT = """
    WITH asked(n, q, is_loose, is_written) AS MATERIALIZED (
        SELECT n, q::tsquery, is_loose, is_written
        FROM unnest(%(numbers)s::int[], %(queries)s::text[], %(loose)s::bool[], %(written)s::bool[])
        a(n, q, is_loose, is_written)
    )
    SELECT 'all', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON all_stems @@ q WHERE NOT is_loose GROUP BY n
    UNION ALL
    SELECT 'title', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON title_stems @@ q GROUP BY n
    UNION ALL
    SELECT 'about', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON about_stems @@ q WHERE NOT is_written GROUP BY n
    UNION ALL
    SELECT 'where', n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON where_stems @@ q WHERE NOT is_written GROUP BY n
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
    """Keys of assignments in no order, how well each fits (0 to 1), words to mark, what was loosened.

    `whole` says how many have every word. Where they are few, some that lack a word follow after them.
    """

    ids: Keys
    ranks: Ranks
    words: frozenset[str]
    loosened: Loosened
    whole: int


class Part(NamedTuple):
    """One way to find one term."""

    term: int
    way: str
    query: str


def hits(reading: Reading) -> Hits:
    """Find what a text asks for: all of its words, or as many as any text has."""
    wanted, texts = expand(reading)
    parts = _parts(wanted)
    found, no = _look_up(parts, reading)
    if not wanted:
        return Hits(no, np.ones(len(no), np.float32), frozenset(), Loosened(), len(no))
    told = [
        Found(parts[number].term, parts[number].way, where, ids) for (number, where), ids in found.items()
    ]
    fit = weighed(told, without=no, is_weak=[one.term.is_weak for one in wanted], texts=texts)
    dropped = tuple(wanted[n].term.typed for n in fit.dropped)
    corrected = tuple((one.term.typed, one.meant) for one in wanted if one.meant)
    words = frozenset(word for one in wanted if not one.term.is_weak for word in one.words)
    return Hits(fit.ids, fit.ranks, words, Loosened(dropped, corrected), fit.whole)


def _parts(wanted: Sequence[Wanted]) -> list[Part]:
    parts = [
        Part(n, way, " | ".join(queries))
        for n, one in enumerate(wanted)
        for way, queries in one.by_way.items()
        if queries
    ]
    return parts + [Part(n, "written", one.term.word) for n, one in enumerate(wanted) if one.term.word]


def _look_up(parts: list[Part], reading: Reading) -> tuple[dict[tuple[int, str], Keys], Keys]:
    """The keys of each part by where its words stand, and of what one will not have (or, of all but that)."""
    no = " | ".join(f"({' <-> '.join(map(stem, phrase))})" for phrase in reading.excluded)
    asked = [*parts, Part(-1, "as", no if parts else f"!({no})")] if no else parts
    told: dict[str, Any] = {
        "numbers": list(range(len(asked))),
        "queries": [part.query for part in asked],
        "loose": [part.way in NOT_IN_BODY for part in asked],
        "written": [part.way == "written" for part in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, told)
        found = {
            (n, where): np.frombuffer(keys, ">i8").astype(np.int64) for where, n, keys in cursor.fetchall()
        }
    without = found.get((len(parts), "all"), np.empty(0, np.int64))
    return {key: ids for key, ids in found.items() if key[0] < len(parts)}, without
