from datetime import datetime

from django.db import transaction

from organisations.courses.models import Lesson, Participation, Question
from portal import audit
from portal.models import User


def start(lesson: Lesson, *, by: User) -> Participation:
    """Begin a lesson, once."""
    return Participation.objects.get_or_create(user=by, lesson=lesson)[0]


def begun(lesson: Lesson, *, by: User) -> Participation:
    """Begin a lesson if need be, and hold it while it changes."""
    return Participation.objects.select_for_update().get(pk=start(lesson, by=by).pk)


@transaction.atomic
def tick(lesson: Lesson, *, points: list[str], by: User) -> None:
    """Keep which points of the check list are done; the others are not."""
    participation = begun(lesson, by=by)
    participation.checked = points
    participation.save(update_fields=["checked"])


@transaction.atomic
def answer(question: Question, *, choice: str, by: User) -> None:
    """Keep an answer to a question. The last one counts."""
    participation = begun(question.lesson, by=by)
    participation.answers[str(question.pk)] = choice
    participation.save(update_fields=["answers"])


@transaction.atomic
def complete(lesson: Lesson, *, by: User, at: datetime) -> None:
    """Mark a lesson as read. Doing it again changes nothing."""
    participation = begun(lesson, by=by)
    if participation.completed_at is not None:
        return
    participation.completed_at = at
    participation.save(update_fields=["completed_at"])
    audit.record("lesson.completed", by=by, about=lesson)
