"""Where moderators let organisations in: everything is read here, and decided through the services."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from organisations import services
from organisations.forms import DecisionForm, RenameForm
from organisations.models import Coordinator, Organisation
from organisations.querysets import OrganisationQuerySet
from portal.audit import trail
from portal.errors import Refused
from portal.http import SignedInRequest
from portal.moderation import ReadOnlyAdmin, WaitingFirst, waits

QUEUE = "admin:organisations_organisation_changelist"
PAGE = "admin:organisations_organisation_change"
DEEDS = {"verify": services.verify, "reject": services.reject, "suspend": services.suspend}
REGISTER = "https://virksomhet.brreg.no/nb/oppslag/enheter/"


@waits(_("Organisations to approve"), at=QUEUE)
def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.submitted()


class CoordinatorInline(admin.TabularInline):  # type: ignore[type-arg]  # no generic at run time
    """Who speaks for the organisation, and how to reach them."""

    model = Coordinator
    fields = readonly_fields = ("user", "email", "role", "created_at")
    can_delete = False
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Coordinator]:
        return super().get_queryset(request).select_related("user")

    @admin.display(description=_("e-mail address"))
    def email(self, coordinator: Coordinator) -> str:
        return coordinator.user.email


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name", "number_grouped", "municipality", "status", "submitted_at", "decided_by")
    list_filter = (WaitingFirst, "municipality__county")
    list_select_related = ("municipality", "decided_by")
    search_fields = ("name", "number", "contact_email")
    search_help_text = _("Name, number or e-mail address")
    ordering = ("submitted_at", "pk")
    actions = ("approve",)
    inlines = (CoordinatorInline,)
    fieldsets = (
        (None, {"fields": ("name", "registered_number", "twins", "municipality", "icnpo")}),
        (_("In its own words"), {"fields": ("purpose", "website", "contact_email", "contact_phone")}),
        (
            _("Decision"),
            {"fields": ("status", "submitted_at", "decided_at", "decided_by", "decision")},
        ),
        (_("How it answers"), {"fields": ("answer_rate", "median_answer_hours")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).select_related("municipality", "icnpo", "decided_by")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("organisations.change_organisation")

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        return [
            path("<int:organisation_id>/decide/", own(self.decide), name="organisations_organisation_decide"),
            path("<int:organisation_id>/rename/", own(self.rename), name="organisations_organisation_rename"),
            *super().get_urls(),
        ]

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
        approved = 0
        for organisation in queryset.submitted():
            try:
                services.verify(organisation, by=request.user)
            except Refused as refusal:
                messages.warning(request, str(refusal))
            else:
                approved += 1
        told = ngettext("%d organisation is approved.", "%d organisations are approved.", approved) % approved
        self.message_user(request, told, messages.SUCCESS if approved else messages.WARNING)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What a moderator needs to know, what was decided before, and the decision to take."""
        shown: dict[str, Any] = {"title": _("Organisation"), "decision": DecisionForm()}
        organisation = self.get_object(request, object_id)
        if organisation is not None:
            shown["trail"] = trail(organisation)
            shown["may_decide"] = self.has_decide_permission(request)
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    @method_decorator(require_POST)
    def decide(self, request: SignedInRequest, organisation_id: int) -> HttpResponse:
        """Take a decision; or show the page as it is now, with what was typed and why it was refused."""
        organisation = self._to_change(request, organisation_id)
        form = DecisionForm(request.POST)
        if form.is_valid():
            deed = DEEDS[form.cleaned_data.pop("deed")]
            try:
                deed(organisation, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("reason", str(refusal))
            else:
                told = gettext("Decided. The coordinators of %s get a letter.") % organisation.name
                self.message_user(request, told, messages.SUCCESS)
                return redirect(QUEUE)
        request.method = "GET"
        return self.change_view(request, str(organisation_id), extra_context={"decision": form})

    def rename(self, request: SignedInRequest, organisation_id: int) -> HttpResponse:
        """Correct the name and number of an organisation that has written to us."""
        organisation = self._to_change(request, organisation_id)
        written = {"name": organisation.name, "number": organisation.number_grouped}
        form = RenameForm(request.POST if request.method == "POST" else None, initial=written)
        if form.is_valid():
            services.rename(organisation, by=request.user, **form.cleaned_data)
            self.message_user(request, gettext("The name and number are corrected."), messages.SUCCESS)
            return redirect(PAGE, organisation_id)
        shown = self.admin_site.each_context(request) | {
            "title": _("Correct name and number"),
            "form": form,
            "opts": self.opts,
            "original": organisation,
        }
        return TemplateResponse(request, "admin/organisations/organisation/rename.html", shown)

    def _to_change(self, request: HttpRequest, organisation_id: int) -> Organisation:
        if not self.has_decide_permission(request):
            raise PermissionDenied
        return get_object_or_404(Organisation, pk=organisation_id)
