"""How far somebody has come in a course."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.db.models import FETCH_RAISE

from organisations.courses.models import Course, Lesson, Module, Participation
from portal.models import User


class Progress:
    """The lessons of one course in their order, and what one user has done of them."""

    def __init__(
        self, course: Course, lessons: Iterable[Lesson], participations: Iterable[Participation]
    ) -> None:
        self.course = course
        self.lessons = list(lessons)
        self.of = {participation.lesson_id: participation for participation in participations}
        self.completed = [lesson for lesson in self.lessons if self.is_completed(lesson)]

    @property
    def modules(self) -> list[tuple[Module, list[Lesson]]]:
        return [(module, list(part)) for module, part in groupby(self.lessons, lambda lesson: lesson.module)]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def has_started(self) -> bool:
        return any(lesson.pk in self.of for lesson in self.lessons)

    @property
    def resume(self) -> Lesson | None:
        """Where she left: the lesson she began last and has not completed, else the first she has not."""
        rest = [lesson for lesson in self.lessons if lesson not in self.completed]
        begun = [lesson for lesson in rest if lesson.pk in self.of]
        return (
            max(begun, key=lambda lesson: self.of[lesson.pk].started_at) if begun else next(iter(rest), None)
        )

    def is_completed(self, lesson: Lesson) -> bool:
        participation = self.of.get(lesson.pk)
        return participation is not None and participation.completed_at is not None

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows."""
        following = self.lessons[self.lessons.index(lesson) + 1 :]
        return next(iter(following), None)


def of_every_course(user: User | AnonymousUser) -> list[Progress]:
    """Every course that has something to read, and how far the user has come in each."""
    lessons = Lesson.objects.published().with_place().without_text().in_order().fetch_mode(FETCH_RAISE)
    mine = list(Participation.objects.by(user))
    courses = groupby(lessons, lambda lesson: lesson.module.course)
    return [Progress(course, part, mine) for course, part in courses]


def of_course(course: Course, *, user: User | AnonymousUser) -> Progress:
    """How far the user has come in one course."""
    lessons = Lesson.objects.in_course(course).with_place().without_text().in_order()
    mine = Participation.objects.by(user).in_course(course)
    return Progress(course, lessons.fetch_mode(FETCH_RAISE), mine)
