"""Where moderators let organisations in: everything is read here, and decided through the services."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from organisations import services
from organisations.forms import DecisionForm, RenameForm
from organisations.models import Coordinator, Organisation
from organisations.querysets import OrganisationQuerySet
from portal.deciding import DecidingAdmin
from portal.http import SignedInRequest
from portal.moderation import WaitingFirst, waits

QUEUE = "admin:organisations_organisation_changelist"
PAGE = "admin:organisations_organisation_change"
REGISTER = "https://virksomhet.brreg.no/nb/oppslag/enheter/"


@waits(_("Organisations to approve"), at=QUEUE)
def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.submitted()


class CoordinatorInline(admin.TabularInline):  # type: ignore[type-arg]  # no generic at run time
    """Who speaks for the organisation, and how to reach them."""

    model = Coordinator
    fields = readonly_fields = ("name", "email", "role", "created_at")
    can_delete = False
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Coordinator]:
        return super().get_queryset(request).select_related("user")

    @admin.display(description=_("name"))
    def name(self, coordinator: Coordinator) -> str:
        return coordinator.user.name

    @admin.display(description=_("e-mail address"))
    def email(self, coordinator: Coordinator) -> str:
        return coordinator.user.email


@admin.register(Organisation)
class OrganisationAdmin(DecidingAdmin):
    deeds = {"verify": services.verify, "reject": services.reject, "suspend": services.suspend}
    decision_form = DecisionForm
    list_display = ("name", "shown_number", "municipality", "status", "submitted_at", "decided_by")
    list_filter = (WaitingFirst, "municipality__county")
    list_select_related = ("municipality", "decided_by")
    search_fields = ("name", "number", "contact_email")
    search_help_text = _("Name, number or e-mail address")
    ordering = ("submitted_at", "pk")
    actions = ("approve",)
    inlines = (CoordinatorInline,)
    fieldsets = (
        (None, {"fields": (("name", "registered_number", "twins"), ("municipality", "icnpo"))}),
        (_("In its own words"), {"fields": ("purpose", ("website", "contact_email", "contact_phone"))}),
        (_("Decision"), {"fields": (("status", "submitted_at"), ("decided_at", "decider"), "decision")}),
        (_("How it answers"), {"fields": (("answer_rate", "median_answer_hours", "is_silent"),)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).select_related("municipality", "icnpo", "decided_by")

    def get_urls(self) -> list[URLPattern]:
        rename = self.admin_site.admin_view(self.rename)
        return [
            path("<int:pk>/rename/", rename, name="organisations_organisation_rename"),
            *super().get_urls(),
        ]

    @admin.display(description=_("organisation number"), ordering="number")
    def shown_number(self, organisation: Organisation) -> str:
        return organisation.number_grouped

    @admin.display(description=_("decided by"))
    def decider(self, organisation: Organisation) -> str:
        """The name alone: accounts are not for moderators to open."""
        return str(organisation.decided_by or "–")

    @admin.display(description=_("organisation number"))
    def registered_number(self, organisation: Organisation) -> SafeString:
        """The number, and the way to what the register says of it."""
        return format_html(
            '{} · <a href="{}{}" rel="noreferrer">{}</a>',
            organisation.number_grouped,
            REGISTER,
            organisation.number,
            gettext("Look it up in the Brønnøysund register"),
        )

    @admin.display(description=_("others with this number"))
    def twins(self, organisation: Organisation) -> SafeString | str:
        """Units of one body share a number; so does an organisation that was registered twice."""
        found = Organisation.objects.sharing_number_with(organisation)
        rows = ((reverse(PAGE, args=[twin.pk]), twin.name, twin.get_status_display()) for twin in found)
        return format_html_join(", ", '<a href="{}">{}</a> ({})', rows) or gettext("None")

    @admin.action(description=_("Approve the chosen organisations"), permissions=["decide"])
    def approve(self, request: SignedInRequest, queryset: OrganisationQuerySet) -> None:
        """Approve those of the chosen ones that wait."""
        approved = self.decide_each(request, "verify", queryset.submitted())
        told = ngettext("%d organisation is approved.", "%d organisations are approved.", approved) % approved
        self.message_user(request, told, messages.SUCCESS if approved else messages.WARNING)

    def rename(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Correct the name and number of an organisation that has written to us."""
        if not self.has_decide_permission(request):
            raise PermissionDenied
        organisation = get_object_or_404(Organisation, pk=pk)
        written = {"name": organisation.name, "number": organisation.number_grouped}
        form = RenameForm(request.POST if request.method == "POST" else None, initial=written)
        if form.is_valid():
            services.rename(organisation, by=request.user, **form.cleaned_data)
            self.message_user(request, gettext("The name and number are corrected."), messages.SUCCESS)
            return redirect(PAGE, pk)
        shown = self.admin_site.each_context(request) | {
            "title": _("Correct name and number"),
            "form": form,
            "original": organisation,
        }
        return TemplateResponse(request, "admin/organisations/organisation/rename.html", shown)
