"""From the words somebody typed to the words our texts have: inflected, put together, near, misspelt."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from assignments.finding import synonyms
from assignments.finding.reading import Reading, Term
from assignments.finding.spelling import closest, variants
from assignments.language.compounds import places_to_split, splits
from assignments.language.stemming import stem

MOST_WORDS = 60
SHORTEST_VERB = 3
SURE_OF_LENGTH = 4
"""A shorter word is never taken for a typing error."""
KNOWN = frozenset({"as", "same", "kin", "join"})
STATEMENT = """
    WITH asked(n, way, stem) AS (
        SELECT * FROM unnest(%(numbers)s::int[], %(ways)s::text[], %(stems)s::text[])
    ),
    found AS (
        SELECT a.n, a.way, false AS is_inside, a.stem AS asked, w.word, w.stem, w.written, w.texts, w.parts
        FROM asked a JOIN assignments_word w ON w.stem = a.stem
        UNION ALL
        SELECT a.n, a.way, true, a.stem, w.word, w.stem, w.written, w.texts, w.parts
        FROM asked a JOIN assignments_word w ON w.parts @> ARRAY[a.stem]::varchar[]
        WHERE a.way <> 'half'
    )
    SELECT * FROM found
    UNION ALL
    SELECT t.n, 'typo', false, t.word, w.word, w.stem, w.written, w.texts, w.parts
    FROM unnest(%(unsure)s::int[], %(typed)s::text[]) t(n, word) CROSS JOIN LATERAL (
        SELECT * FROM assignments_word v WHERE v.word %% t.word
        ORDER BY similarity(v.word, t.word) DESC, v.texts DESC LIMIT 10
    ) w
    WHERE NOT EXISTS (SELECT FROM found f WHERE f.n = t.n AND f.way = ANY(%(known)s::text[]))
    UNION ALL
    (SELECT %(last)s, 'begun', false, '', w.word, w.stem, w.written, w.texts, w.parts FROM assignments_word w
    WHERE w.word LIKE %(begun)s
    AND NOT EXISTS (SELECT FROM found f WHERE f.n = %(last)s AND f.way = ANY(%(known)s::text[]))
    ORDER BY w.texts DESC LIMIT 30)
    UNION ALL
    SELECT -1, 'all', false, '', '', '', '', coalesce(max(texts), 0), '{}' FROM assignments_word
"""


class Row(NamedTuple):
    """A word of ours that may be what is asked for by term `n`, and in what way."""

    n: int
    way: str
    is_inside: bool
    asked: str
    word: str
    stem: str
    written: str
    texts: int
    parts: list[str]


@dataclass
class Wanted:
    """What one term is found by: queries of PostgreSQL, by how sure we are that they mean it."""

    term: Term
    by_way: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    words: set[str] = field(default_factory=set)
    meant: str = ""

    def add(self, way: str, query: str, *words: str) -> None:
        if len(self.by_way[way]) < MOST_WORDS:
            self.by_way[way][query] = None
            self.words.update(words)


class Asked(NamedTuple):
    n: int
    way: str
    stem: str


def expand(reading: Reading) -> tuple[list[Wanted], int]:
    """Look all words up at once: what each term is found by, and how many texts there are."""
    wanted = [Wanted(term) for term in reading.terms]
    asked = list(dict.fromkeys(_asked(reading)))
    rows = _look_up(reading, asked)
    halves = {row.asked for row in rows if row.way == "half" and row.texts}
    for row in sorted(rows, key=lambda row: -row.texts):
        if row.n >= 0 and row.way not in {"half", "typo"}:
            _add(wanted[row.n], row)
    for n, one in enumerate(wanted):
        _add_phrases(one, reading, n)
        if word := one.term.word:
            _add_halves(one, word, halves)
            if not KNOWN & one.by_way.keys():
                _add_corrected(one, word, [row for row in rows if row.n == n and row.way == "typo"])
    return wanted, max((row.texts or 0 for row in rows if row.way == "all"), default=0)


def _asked(reading: Reading) -> Iterator[Asked]:
    for n, term in enumerate(reading.terms):
        for phrase in term.any_of:
            if len(phrase) == 1:
                yield from _asked_for(n, phrase[0])
    for n in reading.neighbours:
        one, other = reading.terms[n].word or "", reading.terms[n + 1].word or ""
        for joined in (one + other, f"{one}s{other}"):
            yield Asked(n, "join", stem(joined))
            yield Asked(n + 1, "join", stem(joined))


def _asked_for(n: int, word: str) -> Iterator[Asked]:
    root = stem(word)
    yield Asked(n, "as", root)
    for variant in variants(word):
        yield Asked(n, "as", stem(variant))
    for kin in relatives(word):
        yield Asked(n, "kin", kin)
    for way, phrases in (("same", synonyms.same(word)), ("near", synonyms.near(word))):
        for phrase in phrases:
            if len(phrase) == 1:
                yield Asked(n, way, phrase[0])
    for head, tail in places_to_split(word):
        for half in (head, head.removesuffix("s"), tail):
            yield Asked(n, "half", stem(half))


def relatives(word: str) -> set[str]:
    """Stems of the verb a noun comes from and the other way: «kjøring» and «kjøre», «kafeen» and «kafe»."""
    root = stem(word)
    found = {word, stem(root)} if root.endswith("e") else {word}
    verbs = [root.removesuffix(ending) for ending in ("ing", "ning") if root.endswith(ending)]
    found.update(verb for verb in verbs if len(verb) >= SHORTEST_VERB)
    if not verbs:
        found |= {f"{root}ing", f"{root}ning"}
    return found - {root}


def _look_up(reading: Reading, asked: list[Asked]) -> list[Row]:
    unsure = [
        (n, term.word)
        for n, term in enumerate(reading.terms)
        if term.word and len(term.word) >= SURE_OF_LENGTH
    ]
    last = len(reading.terms) - 1
    begun = reading.terms[last].word if reading.is_unfinished else None
    told: dict[str, Any] = {
        "numbers": [one.n for one in asked],
        "ways": [one.way for one in asked],
        "stems": [one.stem for one in asked],
        "unsure": [n for n, _word in unsure],
        "typed": [word for _n, word in unsure],
        "known": list(KNOWN),
        "last": last,
        "begun": f"{begun}%" if begun and len(begun) > 1 else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, told)
        return [Row(*row) for row in cursor.fetchall()]


def _add(one: Wanted, row: Row) -> None:
    if row.is_inside and row.way in {"join", "kin"}:
        return
    way = row.way
    if row.is_inside:
        way = "near inside" if row.way == "near" else "inside"
    one.add(way, row.stem, row.word)


def _add_phrases(one: Wanted, reading: Reading, n: int) -> None:
    """What is several words: quoted, or near in meaning to one word or to two."""
    for phrase in one.term.any_of:
        if len(phrase) > 1:
            one.add("as", " <-> ".join(map(stem, phrase)), *phrase)
    pairs = [
        (reading.terms[m].word or "", reading.terms[m + 1].word or "")
        for m in reading.neighbours
        if n in {m, m + 1}
    ]
    for typed in [*((phrase[0],) for phrase in one.term.any_of if len(phrase) == 1), *pairs]:
        for phrase in synonyms.near(*typed):
            if len(phrase) > 1 or len(typed) > 1:
                one.add("near", f"({' <-> '.join(phrase)})", *(phrase if len(phrase) == 1 else ()))


def _add_halves(one: Wanted, word: str, known: set[str]) -> None:
    """«Leksehjelp» is also hjelp with lekser: both halves in one text."""
    for split in splits(word, known):
        if known.issuperset(split):
            one.add("halves", f"({' & '.join(split)})")


def _add_corrected(one: Wanted, word: str, rows: list[Row]) -> None:
    """What was probably meant, where we do not know the word at all."""
    for row in closest(word, rows):
        one.meant = one.meant or row.written
        one.add("typo", row.stem, row.word)
