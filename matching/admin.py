"""What those who run the portal may read and search. What changes, changes through the services."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matching.models import Application, Digest, Suggestion
from portal.moderation import ReadOnlyAdmin


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    list_display = ("volunteer", "assignment", "organisation", "status", "created_at", "answered_at")
    list_filter = ("status", "source", "created_at")
    list_select_related = ("volunteer__user", "assignment__organisation")
    search_fields = ("volunteer__user__name", "assignment__title", "assignment__organisation__name")
    search_help_text = _("Name of the volunteer, the assignment or the organisation")
    date_hierarchy = "created_at"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return (
            super().get_queryset(request).select_related(*self.list_select_related, "session", "answered_by")
        )

    @admin.display(description=_("organisation"))
    def organisation(self, application: Application) -> str:
        return application.assignment.organisation.name


class SuggestionInline(admin.TabularInline):  # type: ignore[type-arg]  # no generic at run time
    """What a digest suggested, and why."""

    model = Suggestion
    fields = readonly_fields = ("position", "assignment", "reasons")
    can_delete = False
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        return super().get_queryset(request).select_related("assignment")


@admin.register(Digest)
class DigestAdmin(ReadOnlyAdmin):
    list_display = ("volunteer", "week", "model_version", "created_at")
    list_filter = ("week", "model_version")
    list_select_related = ("volunteer__user",)
    search_fields = ("volunteer__user__name", "volunteer__user__email")
    show_full_result_count = False
    inlines = (SuggestionInline,)


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ("volunteer", "assignment", "position", "digest")
    list_select_related = ("volunteer__user", "assignment", "digest")
    search_fields = ("volunteer__user__name", "assignment__title")
    show_full_result_count = False
