"""A small country of hand-written assignments, and what people type to find them: the files beside this."""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from assignments.finding.words.hits import Hits, hits
from assignments.finding.words.reading import Reading, read
from assignments.models import Assignment
from assignments.services import indexing
from portal.models import Activity, Group
from tests import make

HERE = Path(__file__).parent
AMONG = 10
TEXTS = ("municipality_id", "title", "summary", "description")
PUBLISHED = {
    "kind": "need",
    "rhythm": "regular",
    "status": "published",
    "published_at": datetime(2026, 11, 1, tzinfo=UTC),
    "apply_by": date(2027, 11, 1),
}


@dataclass(frozen=True)
class Query:
    """What somebody types; the keys that must come first, that are good too, and that must not come."""

    typed: str
    first: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]

    def gain(self, key: str) -> int:
        return 3 if key in self.first else 1 if key in self.good else 0

    def ndcg(self, found: list[str]) -> float:
        """How near the first ten are to the best order there could be."""
        best = sorted((self.gain(key) for key in self.first | self.good), reverse=True)
        return discounted([self.gain(key) for key in found]) / discounted(best)


class Country:
    """The assignments, published in a database."""

    def __init__(self) -> None:
        told = PUBLISHED | {"organisation": make.organisation(name="Foreningen")}
        lines = [line.split(" | ") for line in lines_of("assignments.txt")]
        made = Assignment.objects.bulk_create(
            Assignment(**told, **dict(zip(TEXTS, [number, *texts], strict=True)))
            for _key, number, _activities, _groups, *texts in lines
        )
        for assignment, (_key, _number, activities, groups, *_texts) in zip(made, lines, strict=True):
            assignment.activities.set(Activity.objects.in_bulk(activities.split(",")))
            assignment.groups.set(Group.objects.in_bulk(groups.split(",")))
        indexing.keep(made)
        self.names = {assignment.pk: line[0] for assignment, line in zip(made, lines, strict=True)}
        self.where = {assignment.pk: assignment.municipality_id for assignment in made}

    def found(self, typed: str) -> list[str]:
        """The names of what comes, best first, in the places that were named."""
        reading = read(typed)
        found = hits(reading) if reading.has_words else None
        keys = ranked(found) if found else list(self.names)
        return [self.names[key] for key in keys if self.is_there(key, reading)]

    def is_there(self, key: int, reading: Reading) -> bool:
        numbers = tuple(place.number for place in reading.places)
        return not numbers or self.where[key].startswith(numbers)


def ranked(found: Hits) -> list[int]:
    return [int(found.ids[i]) for i in (-found.ranks).argsort(kind="stable")]


def queries() -> list[Query]:
    rows = [[cell.strip() for cell in line.split("|")] for line in lines_of("queries.txt")]
    return [Query(typed, *(keys_of(cell) for cell in cells)) for typed, *cells in rows]


def pairs(name: str) -> list[tuple[str, str]]:
    """What is typed, and a word of a text: «typed: word, word» on each line."""
    lines = [line.split(":") for line in lines_of(name)]
    return [(typed, word.strip()) for typed, words in lines for word in words.split(",")]


def lines_of(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]


def keys_of(cell: str) -> frozenset[str]:
    return frozenset(key.strip() for key in cell.split(",") if key.strip())


def discounted(gains: list[int]) -> float:
    worth = {0: 0, 1: 1, 3: 7}
    return sum(worth[gain] / math.log2(place + 2) for place, gain in enumerate(gains[:AMONG]))
