"""Where a visitor says that something is wrong with an assignment."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from assignments.models import Assignment
from portal.http import Request
from portal.reports import views


def public(assignment_id: int) -> Assignment:
    """What everybody can see, and so anybody can report."""
    seen_by_all = Assignment.objects.visible_to(AnonymousUser())
    return get_object_or_404(seen_by_all.select_related("organisation"), pk=assignment_id)


@login_not_required
@require_http_methods(["GET", "POST"])
def report(request: Request, assignment_id: int, slug: str) -> HttpResponse:
    """Anybody says what is wrong with an assignment or a need."""
    return views.report(request, public(assignment_id))


@login_not_required
@require_safe
def thanks(request: Request, assignment_id: int, slug: str) -> HttpResponse:
    """Thank for a report about an assignment or a need."""
    return views.thanks(request, public(assignment_id))
