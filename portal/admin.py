"""What the portal itself keeps, to read: the audit log, the outbox, the accounts, and its own lists."""

from typing import Any

from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import audit
from portal.deciding import DecidingAdmin
from portal.models import (
    Activity,
    AuditEntry,
    County,
    Group,
    Icnpo,
    Letter,
    Municipality,
    Report,
    Skill,
    Topic,
    User,
)
from portal.moderation import ReadOnlyAdmin, WaitingFirst, waits
from portal.reports import services
from portal.reports.forms import HandleForm

admin.site.unregister(Authenticator)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "deed", "by", "what", "reason")
    list_filter = ("deed",)
    show_full_result_count = False
    search_fields = ("deed", "reason", "by__name", "by__email")
    date_hierarchy = "at"
    fields = ("at", "deed", "by", "about_type", "what", "reason")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        return super().get_queryset(request).select_related("by", "about_type").prefetch_related("about")

    @admin.display(description=_("what it is about"))
    def what(self, entry: AuditEntry) -> str:
        return str(entry.about or "–")


class LetterState(admin.SimpleListFilter):
    """Where a letter is on its way."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("owed", _("Owed")),
            ("lost", _("Lost with a worker")),
            ("given_up", _("Given up")),
            ("sent", _("Sent")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Letter]) -> QuerySet[Letter]:
        """Letters in that state; `queryset` holds what else was asked for."""
        letters = Letter.objects.all()
        states = {
            "owed": letters.owed(at=timezone.now()),
            "lost": letters.lost(at=timezone.now()),
            "given_up": letters.given_up(),
            "sent": letters.sent(),
        }
        return queryset & states.get(self.value() or "", letters)


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    """The outbox. What a letter says is never shown: a one-time code opens somebody's account."""

    list_display = ("kind", "address", "created_at", "due_at", "sent_at", "attempts", "error")
    list_filter = (LetterState, "kind")
    show_full_result_count = False
    search_fields = ("=address", "kind")
    date_hierarchy = "created_at"
    fields = (
        *("kind", "to", "address", "about_type", "about_id", "is_repeatable"),
        *("created_at", "due_at", "claimed_at", "sent_at", "attempts", "error"),
    )


@waits(_("Reports from visitors"), at="admin:portal_report_changelist")
def reports() -> QuerySet[Report]:
    return Report.objects.new()


class NewFirst(WaitingFirst):
    waiting = Report.Status.NEW


@admin.register(Report)
class ReportAdmin(DecidingAdmin):
    """What visitors say is wrong, the oldest first. What is done about it is told once, with a name."""

    deeds = {"handle": services.handle}
    decision_form = HandleForm
    list_display = ("kind", "what", "submitted_at", "status", "handled_by")
    list_filter = (NewFirst, "kind", ("about_type", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("handled_by",)
    search_fields = ("text", "=email")
    ordering = ("submitted_at", "pk")
    fieldsets = (
        (None, {"fields": ("kind", "thing", "text", "email", "submitted_at")}),
        (_("What was done"), {"fields": (("status", "handled_at", "handler"), "outcome")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Report | None = None) -> Any:
        """What was done is told when something was."""
        return self.fieldsets[:1] if obj and obj.is_new else self.fieldsets

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        return super().get_queryset(request).select_related("about_type").prefetch_related("about")

    @admin.display(description=_("what it is about"))
    def what(self, report: Report) -> str:
        return str(report.about or "–")

    @admin.display(description=_("what it is about"))
    def thing(self, report: Report) -> SafeString | str:
        """Its name, and the way to where a moderator decides on it."""
        if report.about is None:
            return "–"
        kind = report.about_type
        page = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[report.about_id])
        return format_html('<a href="{}">{}</a> ({})', page, report.about, kind.name)

    @admin.display(description=_("handled by"))
    def handler(self, report: Report) -> str:
        """The name alone: accounts are not for moderators to open."""
        return str(report.handled_by or "–")

    def told(self, thing: Model) -> str:
        return gettext("Handled.")


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """Accounts. A superuser makes and unmakes moderators here, and closes an account."""

    list_display = ("email", "name", "is_active", "is_staff", "joined_at", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("email", "name")
    fields = (
        *("email", "name", "language", "joined_at", "last_login"),
        *("is_active", "is_staff", "groups", "is_superuser"),
    )
    readonly_fields = ("email", "name", "language", "joined_at", "last_login", "is_superuser")
    filter_horizontal = ("groups",)
    ordering = ("-is_staff", "email")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody changes their own rights."""
        return isinstance(request.user, User) and request.user.is_superuser and obj != request.user

    def save_related(self, request: Any, form: "ModelForm[User]", formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.changed_data:
            changed = ", ".join(form.changed_data)
            audit.record("user.rights_changed", by=request.user, about=form.instance, reason=changed)


@admin.register(Authenticator)
class SecondFactorAdmin(AuthenticatorAdmin):  # type: ignore[misc]  # allauth has no types
    """Who has a second factor. The secret is not shown; deleting it lets somebody who lost it begin anew."""

    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnlyAdmin):
    list_display = ("number", "official_name", "county", "population")
    list_filter = ("county",)
    list_select_related = ("county",)
    search_fields = ("number", "label", "official_name")


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("slug", "name_nb", "name_nn", "name_en", "topic")
    list_filter = ("topic",)
    list_select_related = ("topic",)


@admin.register(Topic, Group, Skill)
class NamedAdmin(ReadOnlyAdmin):
    list_display = ("slug", "name_nb", "name_nn", "name_en")


@admin.register(County, Icnpo)
class ListAdmin(ReadOnlyAdmin):
    list_display = ("pk", "name")
