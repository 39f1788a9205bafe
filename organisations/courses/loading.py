"""Loading what is written in files without taking anything from the moderators."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from organisations.courses import written
from organisations.courses.models import Course, Lesson, Loaded, Module, Question
from organisations.courses.written import Words

FIELDS: dict[type[Model], tuple[str, ...]] = {
    Course: ("title", "summary", "description"),
    Module: ("title", "summary"),
    Lesson: ("title", "summary", "minutes", "text", "checklist"),
    Question: ("text", "choices", "right_line", "why"),
}


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept as a moderator edited it"


@transaction.atomic
def load(
    courses: Iterable[written.Course], *, at: datetime, overwrite: bool = False
) -> list[tuple[str, Outcome]]:
    """Bring the courses of the files in, and tell what became of each part."""
    return [outcome for course in courses for outcome in load_course(course, at=at, overwrite=overwrite)]


def load_course(course: written.Course, *, at: datetime, overwrite: bool) -> Iterator[tuple[str, Outcome]]:
    row = Course.objects.filter(slug=course.slug).first() or Course(slug=course.slug, published_at=at)
    yield course.slug, put(row, course.words, overwrite=overwrite)
    for module in course.modules:
        part = row.modules.filter(number=module.number).first() or Module(course=row, number=module.number)
        yield f"{course.slug}/{module.number}", put(part, module.words, overwrite=overwrite)
        for lesson in module.lessons:
            place = part.lessons.filter(slug=lesson.slug).first() or new_lesson(part, lesson.slug)
            outcome = put(place, lesson.words, overwrite=overwrite)
            yield f"{course.slug}/{module.number}/{lesson.slug}", outcome


def new_lesson(module: Module, slug: str) -> Lesson:
    """Place a new lesson last."""
    last = module.lessons.aggregate(last=Max("number"))["last"] or 0
    return Lesson(module=module, slug=slug, number=last + 1)


def put(row: Loaded, words: Words, *, overwrite: bool) -> Outcome:
    """Write the words of the file into the row, unless somebody has edited the row since the last time."""
    is_new = row.pk is None
    stands = "" if is_new else digest(words_of(row))
    wanted = digest(words)
    if stands == wanted == row.loaded_digest:
        return Outcome.UNCHANGED
    if not is_new and stands not in {row.loaded_digest, wanted} and not overwrite:
        return Outcome.KEPT
    for field in FIELDS[type(row)]:
        setattr(row, field, words[field])
    row.loaded_digest = wanted
    row.save()
    if isinstance(row, Lesson):
        put_questions(row, words["questions"])
    return Outcome.ADDED if is_new else Outcome.UPDATED


def put_questions(lesson: Lesson, questions: list[Words]) -> None:
    """Write the questions by their place; an answer already given stays as long as its words do."""
    for number, words in enumerate(questions, start=1):
        lesson.questions.update_or_create(number=number, defaults=words)
    lesson.questions.filter(number__gt=len(questions)).delete()


def words_of(row: Model) -> Words:
    """Tell what stands in a row, in the form of the files."""
    words: Words = {field: getattr(row, field) for field in FIELDS[type(row)]}
    if isinstance(row, Lesson):
        words["questions"] = [words_of(question) for question in row.questions.all()]
    return words


def digest(words: Words) -> str:
    """Sum the words up, blind to how a browser ends its lines."""
    return sha256(json.dumps(plain(words), sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value
