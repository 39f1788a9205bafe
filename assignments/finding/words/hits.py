"""Which assignments a text finds, and how well: two questions to the database, the same two for any text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from assignments.finding.words.expanding import Wanted, Ways, expand
from assignments.finding.words.reading import Reading
from assignments.finding.words.weighing import SURE, Found, Keys, Ranks, weighed
from assignments.language.stemming import stem
from assignments.models import AS_WRITTEN

LAST_RESORT = "half"
LOOSE = frozenset({"kin", "near", "near inside", "typo inside", "begun", LAST_RESORT})
"""Ways too loose for a description, where any word may stand, and for a name."""
ITSELF = frozenset({"as", "same", "join", "alike"})
"""Ways in which the very word is found."""
STATEMENT = """
    WITH asked(n, place, q) AS MATERIALIZED (
        SELECT n, place, q::tsquery
        FROM unnest(%(numbers)s::int[], %(places)s::text[], %(queries)s::text[]) a(n, place, q)
    )
    SELECT n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON all_stems @@ q WHERE place = 'all' GROUP BY n
    UNION ALL
    SELECT n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON title_stems @@ q WHERE place = 'title' GROUP BY n
    UNION ALL
    SELECT n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON about_stems @@ q WHERE place = 'about' GROUP BY n
    UNION ALL
    SELECT n, string_agg(int8send(assignment_id), ''::bytea)
    FROM asked JOIN assignments_searchtext ON where_stems @@ q WHERE place = 'where' GROUP BY n
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
    """One way to find one term at one place."""

    term: int
    way: str
    place: str
    query: str


def hits(reading: Reading) -> Hits:
    """Find what a text asks for: all of its words, or as many as any text has."""
    wanted, texts = expand(reading)
    no = " | ".join(f"({' <-> '.join(map(stem, phrase))})" for phrase in reading.excluded)
    parts = [part for n, one in enumerate(wanted) for part in _parts(n, one)]
    *found, without = _look_up([*parts, Part(-1, "", "all", no if parts or not no else f"!({no})")])
    if not wanted:
        return Hits(without, np.ones(len(without), np.float32), frozenset(), Loosened(), len(without))
    told = _told(parts, found)
    fit = weighed(told, without=without, is_weak=[one.term.is_weak for one in wanted], texts=texts)
    dropped = tuple(wanted[n].term.typed for n in fit.dropped)
    corrected = tuple((one.term.typed, one.meant) for one in wanted if one.meant)
    words = frozenset(word for one in wanted if not one.term.is_weak for word in one.words)
    return Hits(fit.ids, fit.ranks, words, Loosened(dropped, corrected), fit.whole)


def _parts(n: int, one: Wanted) -> Iterator[Part]:
    """Where to look for a term, in which ways; for a weak one in the title and what it is about."""
    ways = one.by_way
    for way, queries in ways.items():
        yield Part(n, way, "title", " | ".join(queries))
    if one.term.word:
        yield Part(n, "written", "title", f"{AS_WRITTEN}{one.term.word}")
    loose = [way for way in ways if way in LOOSE]
    itself = [way for way in ways if way in ITSELF]
    inside = [way for way in ways if way not in {*LOOSE, *ITSELF}]
    for group in (itself,) if one.term.is_weak else (loose, itself, inside):
        yield from _together(n, ways, group, "about")
    if not one.term.is_weak:
        yield from _together(n, ways, [*itself, *inside], "all")
        yield from _together(n, ways, [*itself, *inside], "where")
    if half := ways.get(LAST_RESORT):
        yield Part(n, LAST_RESORT, "all", " | ".join(half))


def _together(n: int, ways: Ways, group: list[str], place: str) -> Iterator[Part]:
    """Several ways looked for at once, each taken for the surest of them."""
    if group:
        queries = dict.fromkeys(query for way in group for query in ways[way])
        yield Part(n, max(group, key=SURE.__getitem__), place, " | ".join(queries))


def _told(parts: list[Part], found: list[Keys]) -> list[Found]:
    """What each part found; half of a long word only where nothing else was."""
    told = [Found(part.term, part.way, part.place, ids) for part, ids in zip(parts, found, strict=True)]
    met = {one.term for one in told if one.way != LAST_RESORT and len(one.ids)}
    return [one for one in told if one.way != LAST_RESORT or one.term not in met]


def _look_up(parts: list[Part]) -> list[Keys]:
    """The keys of the assignments that each part finds."""
    told: dict[str, Any] = {
        "numbers": list(range(len(parts))),
        "places": [part.place for part in parts],
        "queries": [part.query for part in parts],
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, told)
        found = {n: np.frombuffer(keys, ">i8").astype(np.int64) for n, keys in cursor.fetchall()}
    return [found.get(n, np.empty(0, np.int64)) for n in range(len(parts))]
