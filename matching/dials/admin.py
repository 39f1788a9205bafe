"""What each thing weighs, explained: moderators add a version, and can always go back to an earlier one."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from matching.dials import services
from matching.dials.forms import DialsForm
from matching.dials.models import Dials
from matching.ranking import LAUNCH, Model
from portal.moderation import ReadOnlyAdmin


@admin.register(Dials)
class DialsAdmin(ReadOnlyAdmin):
    form = DialsForm
    list_display = ("named", "again", *Dials.WEIGHTS, "is_relevance_only", "note", "set_by", "set_at")
    list_select_related = ("set_by",)
    fieldsets = (
        (
            _("What fits her"),
            {
                "fields": Dials.WEIGHTS[:-1],
                "description": _(
                    "Each weight is what the best answer adds to the odds of a yes, compared with the worst: "
                    "1 makes them 2.7 times as high, 1.5 makes them 4.5 times as high. "
                    "What she does not say counts neither way."
                ),
            },
        ),
        (
            _("What needs people"),
            {"fields": ("kappa", "is_relevance_only")},
        ),
        (None, {"fields": ("note",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("dials.add_dials")

    @admin.display(description=_("version"), ordering="pk")
    def named(self, dials: Dials) -> str:
        return dials.version

    @admin.display(description="")
    def again(self, dials: Dials) -> str:
        return format_html('<a href="{}">{}</a>', filled_in(dials), _("Use these again"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the weights of the launch too, which are no row."""
        labels = [(label_for_field(name, Dials), getattr(LAUNCH, name)) for name in Dials.WEIGHTS]
        launch = {"launch": labels, "again": filled_in(LAUNCH)}
        return super().changelist_view(request, launch | (extra_context or {}))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the weights that count now, or with those that an address names."""
        now = Dials.objects.first() or LAUNCH
        return values(now) | super().get_changeform_initial_data(request)

    def save_model(self, request: Any, obj: Dials, form: Any, change: bool) -> None:
        saved = services.turn(by=request.user, **form.cleaned_data)
        obj.pk = saved.pk


def values(setting: Dials | Model) -> dict[str, Any]:
    """What a setting says, by the names of the fields; an empty text is no tick, in an address too."""
    weights = {name: getattr(setting, name) for name in Dials.WEIGHTS}
    is_relevance_only = isinstance(setting, Dials) and setting.is_relevance_only
    return weights | {"is_relevance_only": "on" if is_relevance_only else ""}


def filled_in(setting: Dials | Model) -> str:
    """Where a version begins with what this one said."""
    return reverse("admin:dials_dials_add", query=values(setting))
