"""What is open, to search and to browse."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from assignments.finding.find import find
from portal.caching import public
from portal.http import Request


@login_not_required
@require_safe
@public(30)
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def assignments(request: Request) -> HttpResponse:
    """Browse and search what is open. htmx gets the results alone, and the address they have."""
    found = find(request.GET, on=localdate())
    shown = {"found": found, "page": found.page(request.GET.get("side"))}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "finding/assignment_list.html", shown)
    response = render(request, "finding/assignment_list.html#results", shown | {"is_fragment": True})
    return push_url(response, reverse("finding:assignments", query=found.filter.query))
