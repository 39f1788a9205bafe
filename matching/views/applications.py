"""What a volunteer does with assignments: applies, follows, withdraws."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import FETCH_RAISE
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assignments.models import Assignment
from matching import services
from matching.forms import ApplyForm
from matching.inviting.models import Invitation
from matching.inviting.querysets import InvitationQuerySet
from matching.learning import names
from matching.learning import services as learning
from matching.models import Application
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer
from matching.volunteers.steps import steps
from organisations.access import gives
from organisations.models import Coordinator
from portal.access import Right
from portal.errors import Refused
from portal.http import SignedInRequest
from portal.models import User

LATEST = 5


@require_safe
def my_page(request: SignedInRequest) -> HttpResponse:
    """What waits for somebody, and the way to everything that is theirs."""
    volunteer = Volunteer.objects.of(request.user)
    mine = Application.objects.made_by(request.user).with_assignment().fetch_mode(FETCH_RAISE)
    parts = steps(volunteer)
    page = {
        "steps": parts,
        "done": sum(step.is_done for step in parts),
        "in_dialogue": mine.in_dialogue(),
        "latest": mine.quiet()[:LATEST],
        "invitations": invitations_to(request.user),
        "is_coordinator": Coordinator.objects.filter(user=request.user).exists(),
        "to_answer": Application.objects.managed_by(request.user).unanswered().count(),
    }
    return render(request, "matching/my_page.html", page)


def invitations_to(user: User) -> InvitationQuerySet:
    """What organisations have asked her about, and she can still answer."""
    received = Invitation.objects.received_by(user).waiting(on=localdate())
    return received.with_assignment().fetch_mode(FETCH_RAISE)[:LATEST]


@require_safe
def my_applications(request: SignedInRequest) -> HttpResponse:
    """Everything somebody has applied to, with the answers."""
    mine = Application.objects.made_by(request.user).with_assignment().fetch_mode(FETCH_RAISE)
    page = Paginator(mine, 20).get_page(request.GET.get("side"))
    return render(request, "matching/my_applications.html", {"page": page})


@require_http_methods(["GET", "POST"])
def apply(request: SignedInRequest, assignment_id: int, slug: str) -> HttpResponse:
    """A volunteer says yes to an assignment or a need."""
    visible = Assignment.objects.visible_to(request.user).select_related("organisation", "municipality")
    assignment = get_object_or_404(visible, pk=assignment_id)
    volunteer = Volunteer.objects.filter(user=request.user).first()
    form = apply_form(request, assignment, volunteer)
    if form.is_valid():
        deed = form.cleaned_data | {"by": request.user, "on": localdate()} | whence(request)
        try:
            services.apply(assignment, **deed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your application is sent. You get an e-mail when they answer."))
            return redirect("matching:my_applications")
    page = {
        "assignment": assignment,
        "form": form,
        "existing": Application.objects.live().made_by(request.user).to(assignment).first(),
        "seat": seat_of(request, assignment),
        "why_closed": services.why_closed(assignment, on=localdate()),
        "is_norwegian_short": says_less(volunteer, assignment),
    }
    return render(request, "matching/apply.html", page)


@require_safe
def apply_state(request: SignedInRequest, assignment_id: int, slug: str) -> HttpResponse:
    """What somebody has already done about an assignment, or the way to apply: a part of its page."""
    visible = Assignment.objects.visible_to(request.user)
    assignment = get_object_or_404(visible, pk=assignment_id)
    learning.opened(request.GET.get("liste", ""), by=request.user, assignment_id=assignment.pk)
    existing = Application.objects.live().made_by(request.user).to(assignment).first()
    page = {
        "assignment": assignment,
        "existing": existing,
        "seat": seat_of(request, assignment),
        "is_volunteer": Volunteer.objects.filter(user=request.user).exists(),
        "is_put_away": Dismissal.objects.made_by(request.user).of(assignment).exists(),
    }
    return render(request, "matching/apply_state.html", page)


def seat_of(request: SignedInRequest, assignment: Assignment) -> dict[Right, bool] | None:
    """What she may do with it, if she coordinates it herself."""
    seats = Coordinator.objects.filter(user=request.user, organisation=assignment.organisation_id)
    role = seats.values_list("role", flat=True).first()
    return {right: gives(role, right) for right in Right} if role else None


def says_less(volunteer: Volunteer | None, assignment: Assignment) -> bool:
    """Whether she has said that she speaks less Norwegian than they ask for."""
    level = volunteer.norwegian if volunteer else None
    return level is not None and level < assignment.norwegian


def apply_form(request: SignedInRequest, assignment: Assignment, volunteer: Volunteer | None) -> ApplyForm:
    return ApplyForm(
        request.POST if request.method == "POST" else None,
        assignment=assignment,
        sessions=assignment.sessions.with_places().starting_after(now()),
        volunteer=volunteer,
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, application_id: int) -> HttpResponse:
    """A volunteer takes back what she said yes to, after being asked once."""
    mine = Application.objects.made_by(request.user).with_assignment()
    application = get_object_or_404(mine, pk=application_id)
    if request.method == "GET":
        return render(request, "matching/withdraw.html", {"application": application})
    try:
        services.withdraw(application, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Your application is withdrawn."))
    return redirect("matching:my_applications")


def whence(request: SignedInRequest) -> dict[str, str]:
    """Where she found it, and in which list, as the link she came by says."""
    source, name = request.GET.get("fra", ""), request.GET.get("liste", "")
    return {
        "source": source if source in Application.Source else Application.Source.DIRECT,
        "list_name": name if names.read(name) else "",
    }
