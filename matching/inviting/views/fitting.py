"""Who suits an assignment, and inviting them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assignments.models import Assignment
from matching.inviting import people, services
from matching.inviting.forms import GreetingForm
from matching.inviting.models import Invitation
from matching.inviting.people import Found
from matching.inviting.welcome import welcoming
from organisations.access import demand
from portal.access import Right
from portal.errors import Refused
from portal.http import SignedInRequest

SHOWN = 50


@require_safe
def fitting(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Those of the volunteers who may be invited whom it suits best, and those who are invited already."""
    return show(request, mine(request, assignment_id), {})


@require_POST
def invite(request: SignedInRequest, assignment_id: int, volunteer_id: int) -> HttpResponse:
    """Ask one of them."""
    assignment = mine(request, assignment_id)
    volunteer = get_object_or_404(welcoming(assignment, on=localdate()), pk=volunteer_id)
    form = GreetingForm(request.POST, auto_id=f"id_%s_{volunteer_id}")
    if not form.is_valid():
        return show(request, assignment, {volunteer_id: form})
    try:
        made = services.invite(
            assignment, volunteer=volunteer, by=request.user, at=now(), **form.cleaned_data
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        facts = {"name": made.volunteer.user.first_name}
        messages.success(request, _("%(name)s is invited, and gets an e-mail.") % facts)
    return redirect("inviting:fitting", assignment_id)


def mine(request: SignedInRequest, assignment_id: int) -> Assignment:
    """What the user's organisation asks for, if the user's role is to answer people."""
    managed = Assignment.objects.managed_by(request.user).select_related("organisation")
    assignment = get_object_or_404(managed, pk=assignment_id)
    demand(Right.ANSWER, of=assignment.organisation, user=request.user)
    return assignment


def show(request: SignedInRequest, assignment: Assignment, written: dict[int, GreetingForm]) -> HttpResponse:
    """Render the list; a greeting that cannot be sent stands by whom it is written to."""
    closed = services.why_not(assignment, on=localdate())
    found = Found([], 0) if closed else people.best(assignment, on=localdate(), at=now())
    invited = (
        Invitation.objects.about(assignment)
        .with_answer()
        .select_related("volunteer__user", "volunteer__municipality")
    )
    page = {
        "assignment": assignment,
        "closed": closed,
        "people": [
            (one, written.get(one.key) or GreetingForm(auto_id=f"id_%s_{one.key}")) for one in found.people
        ],
        "number": found.number,
        "written": written,
        "invited": invited[:SHOWN],
    }
    return render(request, "inviting/fitting.html", page)
