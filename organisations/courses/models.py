from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.courses.querysets import CourseQuerySet, LessonQuerySet, ParticipationQuerySet


def lines(text: str) -> list[str]:
    """Read a list that moderators write with one item per line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Loaded(models.Model):
    """What stands in a file too. The digest tells whether a moderator has edited it since it was loaded."""

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class Course(Loaded):
    """What coordinators learn. Edited by moderators."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    description = models.TextField(_("what you learn"), help_text=_("Markdown"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("title",)
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.slug])


class Module(Loaded):
    """A part of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="modules", verbose_name=_("course"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("course_id", "number")
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = (models.UniqueConstraint("course", "number", name="module_number_once_per_course"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Lesson(Loaded):
    """One sitting: a text, a check list and a few questions."""

    module = models.ForeignKey(Module, models.CASCADE, related_name="lessons", verbose_name=_("module"))
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    text = models.TextField(_("text"), help_text=_("Markdown"))
    checklist = models.TextField(_("check list"), blank=True, help_text=_("One point per line."))

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("module_id", "number")
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = (
            models.UniqueConstraint("module", "number", name="lesson_number_once_per_module"),
            models.UniqueConstraint("module", "slug", name="lesson_slug_once_per_module"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:lesson", args=[self.module.course.slug, self.module.number, self.slug])

    @property
    def points(self) -> list[str]:
        return lines(self.checklist)


class Question(models.Model):
    """A question of a lesson's quiz, with one right answer and the reason why it is right."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="questions", verbose_name=_("lesson"))
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("question"), max_length=300)
    choices = models.TextField(_("answers to choose from"), help_text=_("One answer per line."))
    right_line = models.PositiveSmallIntegerField(
        _("the right answer"), default=1, help_text=_("The number of its line: 1 is the first.")
    )
    why = models.TextField(_("why it is right, and the others are not"))

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("lesson_id", "number")
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.UniqueConstraint("lesson", "number", name="question_number_once_per_lesson"),
            models.CheckConstraint(condition=Q(right_line__gte=1), name="question_right_line_from_1"),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        options = self.options
        if len(options) < 2 or len(options) != len(set(options)):  # noqa: PLR2004 - a choice is between two
            raise ValidationError({"choices": _("Write at least two different answers, one per line.")})
        if not 1 <= self.right_line <= len(options):
            raise ValidationError({"right_line": _("There is no line with this number above.")})

    @property
    def options(self) -> list[str]:
        return lines(self.choices)

    @property
    def right(self) -> str:
        """The text of the right answer."""
        return self.options[self.right_line - 1]


class Participation(models.Model):
    """How far one user has come in one lesson. What she ticked and answered is kept as its words."""

    personal = ("user", "checked", "answers", "started_at", "completed_at")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="participations",
        verbose_name=_("account"),
    )
    lesson = models.ForeignKey(
        Lesson, models.CASCADE, related_name="participations", verbose_name=_("lesson")
    )
    checked = models.JSONField(_("ticked"), default=list)
    answers = models.JSONField(_("answers"), default=dict)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = (models.UniqueConstraint("user", "lesson", name="participation_once_per_lesson"),)

    def __str__(self) -> str:
        return f"{self.user_id} · {self.lesson_id}"
