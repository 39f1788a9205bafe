"""Builders for courses: the least that is valid. Each names only what matters to a test."""

from itertools import count
from typing import Any

from django.utils import timezone

from organisations.courses.models import Course, Lesson, Module, Question
from organisations.models import Organisation
from portal.models import User
from tests import make

numbers = count(1)


def course(**fields: Any) -> Course:
    number = next(numbers)
    defaults = {
        "slug": f"course-{number}",
        "title": f"Course {number}",
        "summary": "Find more people.",
        "description": "You learn to ask.",
        "published_at": timezone.now(),
    }
    return Course.objects.create(**defaults | fields)


def module(*, of: Course | None = None, **fields: Any) -> Module:
    of = of or course()
    defaults = {"number": of.modules.count() + 1, "title": "Asking", "summary": "Ask somebody."}
    return Module.objects.create(course=of, **defaults | fields)


def lesson(*, of: Module | None = None, **fields: Any) -> Lesson:
    """A lesson with two points on its check list and no question."""
    of = of or module()
    number = of.lessons.count() + 1
    defaults = {
        "number": number,
        "slug": f"lesson-{number}",
        "title": f"Lesson {number}",
        "summary": "Who to ask.",
        "text": "Ask **one** person.",
        "checklist": "We have a task.\nWe have a name.",
    }
    return Lesson.objects.create(module=of, **defaults | fields)


def question(*, of: Lesson, **fields: Any) -> Question:
    """A question whose second answer is right."""
    defaults = {
        "number": of.questions.count() + 1,
        "text": "What do you do first?",
        "choices": "Wait\nAsk",
        "right_line": 2,
        "why": "Nobody comes who is not asked.",
    }
    return Question.objects.create(lesson=of, **defaults | fields)


def learner(status: str = Organisation.Status.VERIFIED) -> User:
    """A coordinator of some organisation."""
    return make.coordinator(of=make.organisation(status=status)).user
