from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Course(models.Model):
    """What coordinators learn. Edited by moderators."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    description = models.TextField(_("description"), help_text=_("Markdown"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("title",)
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.slug])


class Module(models.Model):
    """A part of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("number",)
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = (
            models.UniqueConstraint(
                "course", "number", name="module_number_once_per_course"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Lesson(models.Model):
    """One sitting: a text, a check list and a few questions."""

    module = models.ForeignKey(Module, models.CASCADE, related_name="lessons")
    number = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("slug"))
    title = models.CharField(_("title"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    text = models.TextField(_("text"), help_text=_("Markdown"))
    checklist = models.JSONField(_("check list"), default=list, blank=True)
    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("module__number", "number")
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = (
            models.UniqueConstraint(
                "module", "number", name="lesson_number_once_per_module"
            ),
            models.UniqueConstraint(
                "module", "slug", name="lesson_slug_once_per_module"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A question of a lesson's quiz; `choices` are texts, `answer` the index of the right one, `why` explains it."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("question"), max_length=300)
    choices = models.JSONField(_("choices"), default=list)
    answer = models.PositiveSmallIntegerField(_("right answer (from 0)"))
    why = models.TextField(_("explanation"))

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("number",)
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (
            models.UniqueConstraint(
                "lesson", "number", name="question_number_once_per_lesson"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Participation(models.Model):
    """How far one user has come in one lesson, what she ticked and what she answered."""

    personal = ("user", "checked", "answers")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations"
    )
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="participations")
    checked = models.JSONField(_("ticked"), default=list)
    answers = models.JSONField(_("answers"), default=dict)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = (
            models.UniqueConstraint(
                "user", "lesson", name="participation_once_per_lesson"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.lesson}"
