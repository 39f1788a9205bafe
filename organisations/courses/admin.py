"""Moderators write the courses. Django's own history keeps who changed what."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisations.courses.models import Course, Lesson, Module, Question
from organisations.courses.querysets import LessonQuerySet


class ModuleInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic when it runs
    model = Module
    extra = 0


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    list_display = ("title", "published_at")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (ModuleInline,)


class QuestionInline(admin.StackedInline):  # type: ignore[type-arg]  # as above
    model = Question
    extra = 0


@admin.register(Lesson)
class LessonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # as above
    list_display = ("title", "module", "number", "started", "completed")
    list_filter = ("module__course",)
    search_fields = ("title", "text")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (QuestionInline,)

    def get_queryset(self, request: HttpRequest) -> LessonQuerySet:
        return Lesson.objects.with_place().with_numbers().in_order()

    @admin.display(description=_("have started"), ordering="started")
    def started(self, lesson: Lesson) -> int:
        return lesson.started  # type: ignore[attr-defined, no-any-return]  # counted by the queryset

    @admin.display(description=_("have completed"), ordering="completed")
    def completed(self, lesson: Lesson) -> int:
        return lesson.completed  # type: ignore[attr-defined, no-any-return]  # as above
