"""From the words somebody typed to the words our texts have: inflected, put together, near, misspelt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from assignments.finding.words import synonyms
from assignments.finding.words.asking import asked_by, half_forms, joined
from assignments.finding.words.reading import Reading, Term
from assignments.finding.words.spelling import closest
from assignments.language.compounds import lexicon, places_to_split, splits
from assignments.language.stemming import stem

type Ways = dict[str, dict[str, None]]

MOST_WORDS = 60
SURE_OF_LENGTH = 4
"""A shorter word is never taken for a typing error."""
KNOWN = frozenset({"as", "same", "kin", "join", "alike"})
STATEMENT = """
    WITH asked(n, way, stems) AS (
        SELECT a.n, a.way, string_to_array(a.stems, ' ')
        FROM unnest(%(numbers)s::int[], %(ways)s::text[], %(stems)s::text[]) a(n, way, stems)
    ),
    found AS (
        SELECT a.n, a.way, false AS is_inside, a.stems[1] AS asked, w.word, w.stem, w.written, w.texts
        FROM asked a JOIN assignments_word w ON w.stem = a.stems[1] WHERE a.way <> 'alike'
        UNION ALL
        SELECT a.n, a.way, true, a.stems[1], w.word, w.stem, w.written, w.texts
        FROM asked a JOIN assignments_word w ON w.parts @> a.stems::varchar[] WHERE a.way <> 'half'
    ),
    typos AS (
        SELECT t.n, t.word AS asked, w.word, w.stem, w.written, w.texts
        FROM unnest(%(unsure)s::int[], %(typed)s::text[]) t(n, word) CROSS JOIN LATERAL (
            SELECT * FROM assignments_word v WHERE v.word %% t.word AND v.texts > 0
            ORDER BY similarity(v.word, t.word) DESC, v.texts DESC LIMIT 8
        ) w
        WHERE NOT EXISTS (SELECT FROM found f WHERE f.n = t.n AND f.way = ANY(%(known)s::text[]))
    )
    SELECT * FROM found
    UNION ALL
    SELECT n, 'typo', false, asked, word, stem, written, texts FROM typos
    UNION ALL
    SELECT t.n, 'typo', true, t.stem, w.word, w.stem, w.written, w.texts
    FROM (SELECT DISTINCT n, stem FROM typos) t JOIN assignments_word w ON w.parts @> ARRAY[t.stem]
    UNION ALL
    (SELECT %(last)s, 'begun', false, '', w.word, w.stem, w.written, w.texts FROM assignments_word w
    WHERE w.word LIKE %(begun)s
    AND NOT EXISTS (SELECT FROM found f WHERE f.n = %(last)s AND f.way = ANY(%(known)s::text[]))
    ORDER BY w.texts DESC LIMIT 30)
    UNION ALL
    SELECT -1, 'every text', false, '', '', '', '', coalesce(max(texts), 0) FROM assignments_word
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


@dataclass
class Wanted:
    """What one term is found by: queries of PostgreSQL, by how sure we are that they mean it."""

    term: Term
    by_way: Ways = field(default_factory=lambda: defaultdict(dict))
    words: set[str] = field(default_factory=set)
    meant: str = ""

    @property
    def is_known(self) -> bool:
        return bool(KNOWN & self.by_way.keys()) or "inside" in self.by_way

    def add(self, way: str, query: str, *words: str) -> None:
        if len(self.by_way[way]) < MOST_WORDS:
            self.by_way[way][query] = None
            self.words.update(words)


def expand(reading: Reading) -> tuple[list[Wanted], int]:
    """Look all words up at once: what each term is found by, and how many texts there are."""
    rows = sorted(_look_up(reading), key=lambda row: -row.texts)
    wanted = [Wanted(term) for term in reading.terms]
    for row in rows:
        if row.n >= 0 and row.way not in {"half", "typo"}:
            wanted[row.n].add(_way(row), row.stem, row.word)
    for n, one in enumerate(wanted):
        mine = [row for row in rows if row.n == n]
        _add_phrases(one, reading, n)
        if word := one.term.word:
            _add_halves(one, word, {row.asked for row in mine if row.way == "half"})
            if not one.is_known:
                _add_corrected(wanted, n, reading, [row for row in mine if row.way == "typo"])
    return wanted, next(row.texts for row in rows if row.way == "every text")


def _look_up(reading: Reading) -> list[Row]:
    asked = asked_by(reading)
    typed = [(n, term.word) for n, term in enumerate(reading.terms) if term.word]
    unsure = [(n, word) for n, word in [*typed, *joined(reading)] if _is_unsure(word)]
    last = len(reading.terms) - 1
    begun = reading.terms[last].word if reading.is_unfinished else None
    told: dict[str, Any] = {
        "numbers": [one.n for one in asked],
        "ways": [one.way for one in asked],
        "stems": [one.stems for one in asked],
        "unsure": [n for n, _word in unsure],
        "typed": [word for _n, word in unsure],
        "known": list(KNOWN),
        "last": last,
        "begun": f"{begun}%" if begun and len(begun) > 1 else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, told)
        return [Row(*row) for row in cursor.fetchall()]


def _is_unsure(word: str) -> bool:
    """Whether it may be a typing error: a word we know ourselves is none, though no text has it today."""
    if len(word) < SURE_OF_LENGTH or stem(word) in lexicon().stems:
        return False
    return not (synonyms.same(word) or synonyms.near(word))


def _way(row: Row) -> str:
    """How sure a hit is: a word inside a longer one is less than the word itself."""
    if not row.is_inside or row.way == "alike":
        return row.way
    return "near inside" if row.way == "near" else "inside"


def _add_phrases(one: Wanted, reading: Reading, n: int) -> None:
    """What is several words: quoted, or near in meaning to one word or to two."""
    single = [phrase for phrase in one.term.any_of if len(phrase) == 1]
    for phrase in one.term.any_of:
        if len(phrase) > 1:
            one.add("as", _query(phrase), *phrase)
    for m in {n - 1, n} & set(reading.neighbours):
        for phrase in synonyms.near(reading.terms[m].word or "", reading.terms[m + 1].word or ""):
            one.add("near", _query(phrase))
    for phrase in (phrase for alone in single for phrase in synonyms.near(*alone) if len(phrase) > 1):
        one.add("near", _query(phrase))


def _query(phrase: Iterable[str]) -> str:
    return f"({' <-> '.join(map(stem, phrase))})"


def _add_halves(one: Wanted, word: str, known: set[str]) -> None:
    """«Leksehjelp» is also hjelp with lekser; of «hundepass», which nobody asks for, the hund is left."""
    if not (ways := splits(word, known)):
        return
    for halves in places_to_split(word):
        first, last = ([form for form in half_forms(half) if form in known] for half in halves)
        if first and last:
            one.add("halves", f"(({' | '.join(first)}) & ({' | '.join(last)}))")
    if not one.is_known:
        for part in known.intersection(ways[0]):
            one.add("half", part)


def _add_corrected(wanted: list[Wanted], n: int, reading: Reading, typos: list[Row]) -> None:
    """What was probably meant, where we do not know the word at all."""
    one, word = wanted[n], wanted[n].term.word or ""
    spelled = [row for row in typos if not row.is_inside]
    for row in closest(word, [row for row in spelled if row.asked == word]):
        one.meant = one.meant or row.written
        one.add("typo", row.stem, row.word)
        for compound in typos:
            if compound.is_inside and compound.asked == row.stem:
                one.add("typo inside", compound.stem, compound.word)
    for _n, both in (pair for pair in joined(reading) if pair[0] == n):
        whole = [row for row in spelled if row.asked == both and len(row.word) >= len(both) - 1]
        for row in closest(both, whole):
            one.add("typo", row.stem, row.word)
            wanted[n + 1].add("join", row.stem, row.word)
