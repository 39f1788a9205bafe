"""The coordinator's part: write, look at it, send it in, close it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments import services
from assignments.forms.posting import Sheet
from assignments.models import Assignment
from organisations.access import demand, gives
from organisations.models import Coordinator
from portal.access import Right
from portal.errors import Refused
from portal.http import SignedInRequest
from portal.models import User


def mine(user: User, assignment_id: int, *, right: Right) -> Assignment:
    """What the user's own organisation has written, if the user's role gives the right."""
    found = get_object_or_404(Assignment.objects.managed_by(user).for_page(), pk=assignment_id)
    demand(right, of=found.organisation, user=user)
    return found


@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    """Begin an assignment or a need. Those who may not yet are told why."""
    roles = Coordinator.objects.filter(user=request.user).select_related("organisation__municipality")
    able = [one.organisation for one in roles if gives(one.role, Right.POST) and one.organisation.is_verified]
    if not able:
        return render(request, "assignments/cannot_post.html", {"roles": roles}, status=403)
    kind = Assignment.Kind.NEED if request.GET.get("type") == "behov" else Assignment.Kind.ASSIGNMENT
    draft = Assignment(kind=kind, municipality=able[0].municipality)
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(draft, data, at=now(), organisations=able)
    if sheet.is_valid():
        try:
            made = services.create(kind=kind, by=request.user, at=now(), **sheet.told)
        except Refused as refusal:
            sheet.form.add_error(None, str(refusal))
        else:
            return redirect("assignments:preview", made.pk)
    return render(request, "assignments/edit.html", {"assignment": draft, "sheet": sheet})


@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Change what one's own organisation has written."""
    assignment = mine(request.user, assignment_id, right=Right.POST)
    if assignment.status == Assignment.Status.CLOSED:
        return redirect("assignments:preview", assignment.pk)
    data = request.POST if request.method == "POST" else None
    sheet = Sheet(assignment, data, at=now())
    if sheet.is_valid():
        try:
            services.edit(assignment, by=request.user, at=now(), **sheet.told)
        except Refused as refusal:
            sheet.form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("assignments:preview", assignment.pk)
    return render(request, "assignments/edit.html", {"assignment": assignment, "sheet": sheet})


@require_safe
def preview(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """See it as volunteers will, what it still lacks, and what can be done now."""
    assignment = mine(request.user, assignment_id, right=Right.READ)
    roles = assignment.organisation.coordinators.filter(user=request.user).values_list("role", flat=True)
    shown = {
        "assignment": assignment,
        "sessions": [session for session in assignment.sessions.all() if session.ends_at > now()],
        "missing": services.missing(assignment, on=localdate()),
        "may_post": any(gives(role, Right.POST) for role in roles),
    }
    return render(request, "assignments/preview.html", shown)


@require_POST
def submit(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Send it to the moderators."""
    assignment = mine(request.user, assignment_id, right=Right.POST)
    try:
        services.submit(assignment, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sent. You get an e-mail as soon as we have read it."))
    return redirect("assignments:preview", assignment.pk)


@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Ask once more, then take it off the list for good."""
    assignment = mine(request.user, assignment_id, right=Right.POST)
    if request.method == "POST":
        services.close(assignment, by=request.user, at=now())
        messages.success(request, _("«%s» is closed.") % assignment.title)
        return redirect("matching:desk")
    return render(request, "assignments/close.html", {"assignment": assignment})
