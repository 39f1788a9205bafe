"""Django admin as the moderators' workplace: staff only, and only with a second factor.

An app with something to decide says in its `admin.py` what waits, and the front page of the admin shows it:

    @waits(_("Organisations to approve"), at="admin:organisations_organisation_changelist")
    def organisations() -> QuerySet[Organisation]:
        return Organisation.objects.submitted()
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin, SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Count, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

Waiting = Callable[[], QuerySet[Any]]
QUEUES: dict[str, tuple[Any, Waiting]] = {}


@dataclass(frozen=True)
class Queue:
    """What waits for a moderator: where, how many, and since when the first of them."""

    label: Any
    url: str
    count: int
    since: datetime | None


def waits(label: Any, *, at: str) -> Callable[[Waiting], Waiting]:
    """Mark the function that finds what waits; each has `submitted_at`. `at` is the url name of its list."""

    def register(waiting: Waiting) -> Waiting:
        QUEUES[at] = (label, waiting)
        return waiting

    return register


def has_shown_it(request: HttpRequest) -> bool:
    """A session may be older than the second factor of its owner, and then nobody has asked for it."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


class ModeratorSite(AdminSite):
    site_title = _("Moderation")
    site_header = _("Moderation · Frivilligportalen")
    index_title = _("What waits, and everything else")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff who have shown a second factor since they signed in. To others the admin does not exist."""
        user = request.user
        if user.is_authenticated and not user.is_staff:
            raise Http404
        return user.is_active and user.is_staff and is_mfa_enabled(user) and has_shown_it(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"queues": list(self.queues(request))} | (extra_context or {}))

    def queues(self, request: HttpRequest) -> Iterator[Queue]:
        """What waits, of the kinds this moderator may see."""
        for at, (label, waiting) in QUEUES.items():
            found = waiting()
            if self._registry[found.model].has_view_permission(request):
                numbers = found.aggregate(count=Count("pk"), since=Min("submitted_at"))
                yield Queue(label, reverse(at), **numbers)

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send people to the portal's own sign-in, and staff to show their second factor or set one up."""
        onward = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(onward)
        if self.has_permission(request):
            return redirect("admin:index")
        for way in get_adapter().get_reauthentication_methods(request.user):
            if way["id"].startswith("mfa"):
                return redirect_to_login(onward, way["url"])
        messages.info(
            request,
            _("Moderators need a second factor. Set it up here, then go back to the admin."),
        )
        return redirect("mfa_activate_totp")


class ReadOnlyAdmin(ModelAdmin):  # type: ignore[type-arg]  # no generic at run time
    """Read and search. Whatever changes, changes through a service."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class WaitingFirst(SimpleListFilter):
    """The list opens with what waits; every other status of the model is one click away."""

    title = _("status")
    parameter_name = "status"
    waiting = "submitted"

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> list[tuple[str, Any]]:
        return [*model_admin.model.Status.choices, ("all", _("All"))]

    def value(self) -> str:
        return super().value() or self.waiting

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """The first choice of Django's is «all»; here it stands last."""
        _every, *statuses = super().choices(changelist)
        yield from statuses

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.value() == "all" else queryset.filter(status=self.value())
