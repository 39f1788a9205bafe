"""What is open, on a map."""

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.timezone import localdate
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from assignments.finding.find import find
from assignments.finding.map.asked import KARTVERKET
from assignments.finding.map.kartverket import HOST
from assignments.finding.map.page import Map
from portal.caching import public
from portal.http import Request

WITH_PICTURES = cast("dict[str, list[str]]", settings.SECURE_CSP) | {"img-src": [CSP.SELF, "data:", HOST]}


@public(30)
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def on_paper(request: Request) -> HttpResponse:
    """Draw the map. htmx gets the drawing alone."""
    shown = {"map": Map(find(request.GET, on=localdate()), request.GET)}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "finding/map.html", shown)
    return render(request, "finding/map.html#drawing", shown | {"is_fragment": True})


on_kartverket = csp_override(WITH_PICTURES)(on_paper)


@login_not_required
@require_safe
def hits(request: Request) -> HttpResponse:
    """The hits of the list as points; with pictures from Kartverket only for those who ask for them."""
    view = on_kartverket if request.GET.get("bakgrunn") == KARTVERKET else on_paper
    return view(request)
