"""How the portal chooses for her: all of it in words, and the switches."""

from django.core.paginator import Paginator
from django.db.models import FETCH_RAISE
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from matching.offers import KEEPER as OFFERS
from matching.steering import changes, services
from matching.steering.explaining import counted, lifts
from matching.steering.forms import ChangeForm
from matching.steering.models import Dismissal
from matching.steering.views.ways import back, deed, volunteer_of, with_query
from matching.volunteers.models import Volunteer
from portal.http import SignedInRequest

BEFORE = "forrige"
PER_PAGE = 20


@require_safe
def how(request: SignedInRequest) -> HttpResponse:
    """Say what the portal knows about her, how each thing counts, and what never does."""
    volunteer = Volunteer.objects.of(request.user)
    if volunteer is None:
        return redirect("matching:for_you")
    model = OFFERS.current(on=localdate()).model
    mine = Dismissal.objects.filter(volunteer=volunteer).with_assignment().fetch_mode(FETCH_RAISE)
    page = {
        "volunteer": volunteer,
        "model": model,
        "counted": counted(volunteer, model),
        "lifts": lifts(model),
        "put_away": Paginator(mine, PER_PAGE).get_page(request.GET.get("side")),
        "told": changes.told(volunteer, request.GET.get(BEFORE, "")),
        "back": with_query(request.get_full_path(), BEFORE),
    }
    return render(request, "steering/how.html", page)


@deed
def change(request: SignedInRequest) -> HttpResponse:
    """Change one thing she has said, and go back to where she was, which says so."""
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return redirect(back(request))
    what = form.cleaned_data["what"]
    volunteer = volunteer_of(request)
    before = services.change(what, form.cleaned_data["value"], by=volunteer)
    told = {BEFORE: changes.said_before(volunteer, what, before)}
    return redirect(with_query(back(request), "side", **told))
