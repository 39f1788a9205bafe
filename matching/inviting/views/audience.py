"""How many an assignment would suit, told while it is being written."""

from allauth.core import ratelimit
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from matching.inviting.audience import estimate
from matching.inviting.forms import AskedForm
from organisations.access import gives
from organisations.models import Coordinator
from portal.access import Right
from portal.http import SignedInRequest
from portal.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def audience(request: SignedInRequest) -> HttpResponse:
    """Count whom it suits as it is written now: the line alone for htmx, a page for whoever has no script."""
    demand_posting(request.user)
    form = AskedForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "is_slowed": False, "audience": None}
    template = f"inviting/audience{'_line' if request.htmx else ''}.html"
    if not ratelimit.consume(request, action="audience"):
        status = 200 if request.htmx else 429  # htmx shows nothing of an error
        return render(request, template, page | {"is_slowed": True}, status=status)
    if form.is_valid() and (asked := form.asked):
        page |= {"asked": asked, "audience": estimate(asked, on=localdate())}
    return render(request, template, page)


def demand_posting(user: User) -> None:
    """Refuse those who can post for no organisation."""
    roles = Coordinator.objects.filter(user=user).values_list("role", flat=True)
    if not any(gives(role, Right.POST) for role in roles):
        raise PermissionDenied
