"""The page of one assignment, which everybody can see."""

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from assignments.models import Assignment
from portal.caching import public
from portal.http import Request


@login_not_required
@require_safe
@public(60)
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
