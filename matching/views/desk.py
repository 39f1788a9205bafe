"""The coordinator's desk: what waits for an answer, and answering it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import FETCH_RAISE
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assignments.models import Assignment
from matching import services
from matching.forms import AnswerForm, suggestion
from matching.models import Application
from matching.querysets import busiest_first
from organisations.access import demand, gives
from organisations.models import Coordinator, Organisation
from portal.access import Right
from portal.errors import Refused
from portal.http import SignedInRequest

LONGEST = 10


@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """What waits first, and all one coordinates with its numbers."""
    seats = Coordinator.objects.filter(user=request.user).select_related("organisation").order_by("pk")
    may = {right: [seat.organisation_id for seat in seats if gives(seat.role, right)] for right in Right}
    waiting = Application.objects.unanswered().to_organisations(may[Right.ANSWER])
    mine = busiest_first(Assignment.objects.managed_by(request.user).select_related("organisation"))
    rows = mine.defer("description").fetch_mode(FETCH_RAISE)
    asking = [seat.organisation for seat in seats if gives(seat.role, Right.POST)]
    answering = [seat.organisation for seat in seats if gives(seat.role, Right.ANSWER)]
    page = {
        "seats": seats,
        "may": may,
        "may_post": any(organisation.is_verified for organisation in asking),
        "silent": [one for one in answering if one.is_silent],
        "pending": [one for one in asking if one.status == Organisation.Status.SUBMITTED],
        "waiting": waiting.with_volunteer(on=localdate()).order_by("created_at", "pk")[:LONGEST],
        "page": Paginator(rows, 25).get_page(request.GET.get("side")),
    }
    return render(request, "matching/desk.html", page)


@require_safe
def applications(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Those who have applied to one assignment, the longest waiting first."""
    mine = Assignment.objects.managed_by(request.user).select_related("organisation")
    assignment = get_object_or_404(mine, pk=assignment_id)
    demand(Right.ANSWER, of=assignment.organisation, user=request.user)
    applied = Application.objects.to(assignment).with_volunteer(on=localdate())
    queue = applied.longest_waiting_first().fetch_mode(FETCH_RAISE)
    page = Paginator(queue, 20).get_page(request.GET.get("side"))
    return render(request, "matching/applications.html", {"assignment": assignment, "page": page})


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, application_id: int) -> HttpResponse:
    """A coordinator answers one application to their own organisation."""
    mine = Application.objects.managed_by(request.user).with_volunteer(on=localdate())
    application = get_object_or_404(mine.select_related("assignment__organisation"), pk=application_id)
    demand(Right.ANSWER, of=application.assignment.organisation, user=request.user)
    chosen = request.GET.get("svar", "")
    reply = suggestion(chosen, to=application.volunteer.user, by=request.user)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        is_in_dialogue=application.status == Application.Status.IN_DIALOGUE,
        initial={"status": chosen, "reply": reply},
    )
    if form.is_valid():
        try:
            services.answer(application, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The volunteer will get your answer by e-mail."))
            return redirect("matching:applications", application.assignment_id)
    page = {"application": application, "form": form, "assignment": application.assignment}
    return render(request, "matching/answer.html", page)
