"""The texts of the demo nation, read from `texts/`: what is asked, who asks, what people write."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from portal.weekgrid import DAYS, PARTS

TEXTS = Path(__file__).resolve().parent / "texts"
LEVELS = {"none": 0, "basic": 1, "good": 2, "fluent": 3}


@dataclass(frozen=True, slots=True)
class Template:
    """One assignment or need as an organisation might have written it. `{i_sted}` becomes «på Tøyen»."""

    title: str
    kind: str
    by: tuple[str, ...]
    activities: tuple[str, ...]
    groups: tuple[str, ...]
    rhythm: str
    slots: tuple[int, ...]
    hours: float
    minimum_age: int
    norwegian: int
    summary: str
    gives: str
    description: str
    places: tuple[int, int] | None = None
    skills: tuple[str, ...] = ()
    certificate: str = ""
    accessibility: str = ""
    remote: bool = False
    language: str = "nb"
    smallest: int = 0
    coast: bool = False
    months: tuple[int, ...] = tuple(range(1, 13))
    starts: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of organisation: how it is named, what it is for, how common it is."""

    key: str
    name: str
    icnpo: str
    purpose: str
    language: str = "nb"
    copies: int = 1
    smallest: int = 0
    coast: bool = False


@cache
def templates() -> tuple[Template, ...]:
    files = sorted((TEXTS / "assignments").glob("*.toml"))
    return tuple(template(row) for file in files for row in tomllib.loads(file.read_text())["template"])


@cache
def patterns() -> tuple[Pattern, ...]:
    return tuple(Pattern(**row) for row in read("organisations")["organisation"])


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text())


def template(row: dict[str, Any]) -> Template:
    """Read one template; lists become tuples, words become numbers."""
    frozen: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    frozen["slots"] = tuple(slot for words in row["slots"] for slot in slots(words))
    frozen["norwegian"] = LEVELS[row["norwegian"]]
    return Template(**frozen)


def slots(words: str) -> list[int]:
    """Read «mon-thu,sat evening» as slots of the week grid."""
    days, parts = words.split()
    return [
        day * len(PARTS) + part
        for span in days.split(",")
        for day in days_between(*span.partition("-")[::2])
        for part in (position(PARTS, word) for word in parts.split(","))
    ]


def days_between(first: str, last: str) -> range:
    return range(position(DAYS, first), position(DAYS, last or first) + 1)


def position(of: tuple[tuple[str, Any], ...], word: str) -> int:
    return [key for key, _name in of].index(word)
