"""Courses as they are written in files: each a folder with `course.toml` and a Markdown file per lesson."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent / "content"
Words = dict[str, Any]


@dataclass(frozen=True)
class Lesson:
    slug: str
    words: Words


@dataclass(frozen=True)
class Module:
    number: int
    words: Words
    lessons: list[Lesson]


@dataclass(frozen=True)
class Course:
    slug: str
    words: Words
    modules: list[Module]


def courses(folder: Path) -> Iterator[Course]:
    """Read every course below a folder."""
    for file in sorted(folder.glob("*/course.toml")):
        words = tomllib.loads(file.read_text(encoding="utf-8"))
        words["description"] = words["description"].strip()
        modules = [module(part, file.parent) for part in words.pop("modules")]
        yield Course(words.pop("slug"), words, modules)


def module(words: Words, folder: Path) -> Module:
    lessons = [lesson(part, folder) for part in words.pop("lessons")]
    return Module(words.pop("number"), words, lessons)


def lesson(words: Words, folder: Path) -> Lesson:
    """Read a lesson; its text is the Markdown file named as its slug."""
    slug = words.pop("slug")
    words["text"] = (folder / f"{slug}.md").read_text(encoding="utf-8").strip()
    words["checklist"] = "\n".join(words["checklist"])
    for question in words["questions"]:
        question["choices"] = "\n".join(question["choices"])
    return Lesson(slug, words)
