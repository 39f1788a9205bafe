"""Where moderators publish what organisations post: everything is read here, and decided in the services."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assignments import services
from assignments.forms.decision import DecisionForm
from assignments.models import Assignment
from assignments.querysets import AssignmentQuerySet
from portal.deciding import DecidingAdmin
from portal.http import SignedInRequest
from portal.models import AuditEntry
from portal.moderation import WaitingFirst, waits

QUEUE = "admin:assignments_assignment_changelist"


@waits(_("Assignments and needs to approve"), at=QUEUE)
def assignments() -> QuerySet[Assignment]:
    return Assignment.objects.submitted()


def approve(assignment: Assignment, **told: Any) -> None:
    services.approve(assignment, at=now(), **told)


def reject(assignment: Assignment, **told: Any) -> None:
    services.reject(assignment, at=now(), **told)


class Edited(admin.SimpleListFilter):
    """What a coordinator has changed since a moderator saw it."""

    title = _("edited since it was approved")
    parameter_name = "edited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        edits = AuditEntry.objects.filter(deed="assignment.edited", about_id=OuterRef("pk"))
        return queryset.filter(Exists(edits.filter(at__gt=OuterRef("decided_at"))))


@admin.register(Assignment)
class AssignmentAdmin(DecidingAdmin):
    deeds = {"approve": approve, "reject": reject}
    decision_form = DecisionForm
    list_display = ("title", "organisation", "kind", "municipality", "status", "submitted_at", "decided_by")
    list_filter = (WaitingFirst, "kind", Edited, "municipality__county")
    list_select_related = ("organisation", "municipality", "decided_by")
    search_fields = ("title", "organisation__name")
    search_help_text = _("Title or organisation")
    show_full_result_count = False
    ordering = ("submitted_at", "pk")
    actions = ("approve_chosen",)
    fieldsets = (
        (None, {"fields": (("organisation", "kind"), ("status", "submitted_at", "writer"))}),
        (_("Decision"), {"fields": (("decided_at", "decider", "published_at"), "decision")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assignment]:
        return super().get_queryset(request).select_related("organisation", "created_by", "decided_by")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page as everybody will read it, with the sessions to come."""
        seen = Assignment.objects.for_page().filter(pk=object_id).first() if object_id.isdigit() else None
        sessions = [session for session in seen.sessions.all() if session.ends_at > now()] if seen else []
        shown = {"assignment": seen, "sessions": sessions} | (extra_context or {})
        return super().change_view(request, object_id, form_url, shown)

    @admin.display(description=_("written by"))
    def writer(self, assignment: Assignment) -> str:
        """The name alone: accounts are not for moderators to open."""
        return str(assignment.created_by or "–")

    @admin.display(description=_("decided by"))
    def decider(self, assignment: Assignment) -> str:
        return str(assignment.decided_by or "–")

    @admin.action(description=_("Approve the chosen ones"), permissions=["decide"])
    def approve_chosen(self, request: SignedInRequest, queryset: AssignmentQuerySet) -> None:
        """Approve those of the chosen ones that wait."""
        approved = self.decide_each(request, "approve", queryset.submitted())
        told = (
            ngettext("%d is approved and published.", "%d are approved and published.", approved) % approved
        )
        self.message_user(request, told, messages.SUCCESS if approved else messages.WARNING)
