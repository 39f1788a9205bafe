"""What each thing weighs, explained: moderators add a version, and can always go back to an earlier one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from matching.dials import services
from matching.dials.models import Dials
from matching.ranking import LAUNCH
from portal.moderation import ReadOnlyAdmin


@admin.register(Dials)
class DialsAdmin(ReadOnlyAdmin):
    list_display = ("version", *Dials.WEIGHTS, "is_relevance_only", "set_at", "set_by", "note")
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

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the weights that count now, or with those that an address names."""
        now = Dials.objects.first() or LAUNCH
        latest = {name: getattr(now, name) for name in Dials.WEIGHTS}
        return latest | super().get_changeform_initial_data(request)

    def save_model(self, request: Any, obj: Dials, form: Any, change: bool) -> None:
        saved = services.turn(by=request.user, **form.cleaned_data)
        obj.pk = saved.pk
