"""What everybody can see."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from assignments.filters import AssignmentFilter
from assignments.models import Assignment
from portal.http import Request

PER_PAGE = 20


@login_not_required
@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def assignments(request: Request) -> HttpResponse:
    """Browse and search what is open. htmx gets the results alone, and the address they have."""
    found = AssignmentFilter(request.GET, Assignment.objects.open(on=localdate()).with_places().for_cards())
    page = Paginator(found.qs.fetch_mode(models.FETCH_RAISE), PER_PAGE).get_page(request.GET.get("side"))
    shown = {"filter": found, "form": found.form, "page": page, "query": found.query.urlencode()}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "assignments/assignment_list.html", shown)
    response = render(request, "assignments/assignment_list.html#results", shown | {"is_fragment": True})
    return push_url(response, reverse("assignments:assignments", query=found.query))


@login_not_required
@require_safe
def assignment(request: Request, assignment_id: int, slug: str) -> HttpResponse:
    """Everything one needs to decide on one assignment; one that is over says so, and leads on."""
    visible = Assignment.objects.visible_to(request.user).for_page().fetch_mode(models.FETCH_RAISE)
    shown = get_object_or_404(visible, pk=assignment_id)
    if slug != shown.slug:
        return redirect(shown)
    if shown.is_over(on=localdate()):
        return render(request, "assignments/assignment_over.html", {"assignment": shown}, status=410)
    sessions = [session for session in shown.sessions.all() if session.ends_at > now()]
    return render(request, "assignments/assignment_detail.html", {"assignment": shown, "sessions": sessions})
