"""The page of one assignment, which everybody can see."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from assignments import structured
from assignments.models import Assignment
from assignments.similar import similar
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
    page: dict[str, Any] = {"assignment": shown} | around(shown, on=localdate())
    if shown.is_over(on=localdate()):
        return render(request, "assignments/assignment_over.html", page, status=410)
    page["sessions"] = [session for session in shown.sessions.all() if session.ends_at > now()]
    page["linked_data"] = structured.graph(shown, page["sessions"])
    return render(request, "assignments/assignment_detail.html", page)


def around(shown: Assignment, *, on: date) -> dict[str, Any]:
    """What else is open: similar ones, and how many more of the same organisation."""
    more = Assignment.objects.open(on=on).with_places().besides(shown)
    return {"similar": similar(shown, on=on), "more": more.count()}
