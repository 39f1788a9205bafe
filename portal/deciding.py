"""The admin page where a moderator decides: shared by everything that waits for approval."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from portal.audit import trail
from portal.errors import Refused
from portal.http import SignedInRequest
from portal.moderation import ReadOnlyAdmin


class DecidingAdmin(ReadOnlyAdmin):
    """Read, see what was decided before, and decide: on the page, or on many at once.

    `deeds` are services that take the thing, `by`, and what `decision_form` asks for beside `deed`.
    """

    deeds: Mapping[str, Callable[..., None]]
    decision_form: type[Form]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        right = get_permission_codename("change", self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{right}")

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_decide"
        return [
            path("<int:pk>/decide/", self.admin_site.admin_view(self.decide), name=name),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What a moderator needs to know, what was decided before, and the decision to take."""
        shown: dict[str, Any] = {"title": capfirst(self.opts.verbose_name), "decision": self.decision_form()}
        thing = self.get_object(request, object_id)
        if thing is not None:
            shown |= {"trail": trail(thing), "may_decide": self.has_decide_permission(request)}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))

    @method_decorator(require_POST)
    def decide(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Take a decision; or show the page as it is now, with what was typed and why it was refused."""
        if not self.has_decide_permission(request):
            raise PermissionDenied
        thing = get_object_or_404(self.model, pk=pk)
        form = self.decision_form(request.POST)
        if form.is_valid():
            deed = self.deeds[form.cleaned_data.pop("deed")]
            try:
                deed(thing, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("reason", str(refusal))
            else:
                self.message_user(request, self.told(thing), messages.SUCCESS)
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        request.method = "GET"
        return self.change_view(request, str(pk), extra_context={"decision": form})

    def told(self, thing: Model) -> str:
        """What the moderator reads when the decision is taken."""
        return gettext("Decided. Those who coordinate «%s» get a letter.") % thing

    def decide_each(self, request: SignedInRequest, deed: str, things: Iterable[Model]) -> int:
        """Take the same decision on many, and say of which it was refused. Answer on how many."""
        decided = 0
        for thing in things:
            try:
                self.deeds[deed](thing, by=request.user)
            except Refused as refusal:
                messages.warning(request, f"{thing}: {refusal}")
            else:
                decided += 1
        return decided
