"""Where one is: asked for in the browser, used once, kept nowhere."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from assignments.finding.forms import HereForm
from portal import places
from portal.http import Request

NEAR_KM = 20


@csrf_exempt  # it changes nothing, and a page that everybody shares has no token
@login_not_required
@require_POST
def here(request: Request) -> HttpResponse:
    """Turn a position into the municipality whose people live nearest; it stands in no address and no log."""
    query = request.GET.copy()
    form = HereForm(request.POST)
    if form.is_valid():
        query.setlist("kommune", [places.nearest(**form.cleaned_data)])
        query.setdefault("km", str(NEAR_KM))
        query.pop("fylke", None)
    page = request.POST.get("page", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=None) or "?" in page:
        page = reverse("finding:assignments")
    return redirect(f"{page}?{query.urlencode()}")
