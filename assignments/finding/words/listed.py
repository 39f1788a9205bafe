"""Words that search treats in a way of their own, from one file people can edit."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.txt")


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for line in FILE.read_text().splitlines():
        if line.startswith("["):
            lists[line.strip("[]")] = current = set()
        elif line and not line.startswith("#"):
            current.update(line.split())
    return {name: frozenset(words) for name, words in lists.items()}


def listed(name: str) -> frozenset[str]:
    """The words under one heading of the file."""
    return _lists()[name]
