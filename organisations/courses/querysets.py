from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.courses.models import Course, Lesson, Participation
    from portal.models import User


class CourseQuerySet(models.QuerySet["Course"]):
    """Read each name as «courses that are …»."""

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Read each name as «lessons that are …»."""

    def published(self) -> Self:
        return self.filter(module__course__published_at__isnull=False)

    def in_course(self, course: "Course") -> Self:
        return self.filter(module__course=course)

    def in_order(self) -> Self:
        """Course by course, as they are taken."""
        course = "module__course"
        return self.order_by(f"{course}__title", f"{course}_id", "module__number", "number")

    def at(self, *, course: str, module: int, lesson: str) -> Self:
        """At an address."""
        return self.filter(module__course__slug=course, module__number=module, slug=lesson)

    def with_place(self) -> Self:
        """With module and course."""
        return self.select_related("module__course")

    def without_text(self) -> Self:
        """As much as a list of lessons shows."""
        return self.defer("text", "checklist")

    def with_numbers(self) -> Self:
        """How many have started and completed each."""
        completed = Count("participations", filter=Q(participations__completed_at__isnull=False))
        return self.annotate(started=Count("participations"), completed=completed)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Read each name as «participations that are …»."""

    def by(self, user: "User | AnonymousUser") -> Self:
        """Those of one user; a visitor has none."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def in_course(self, course: "Course") -> Self:
        return self.filter(lesson__module__course=course)
