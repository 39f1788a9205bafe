from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from assignments.finding.answering import OF_A_FRAGMENT, answer
from assignments.finding.find import find
from matching import digests, lists
from matching.reach import Reach
from matching.volunteers.models import Volunteer
from matching.volunteers.steps import steps
from portal.http import Request, SignedInRequest

SHORT_STEPS = 3


@require_safe
@vary_on_headers(*OF_A_FRAGMENT)
def for_you(request: SignedInRequest) -> HttpResponse:
    """What fits the volunteer first, and why, under the filters of the list; newcomers see the steps."""
    volunteer = Volunteer.objects.of(request.user)
    unsaid = [step for step in steps(volunteer)[:SHORT_STEPS] if not step.is_done]
    if volunteer is None:
        return render(request, "matching/for_you_start.html", {"steps": unsaid})
    page = ranked(request, volunteer) if volunteer.is_ranked else newest(request)
    page |= {"volunteer": volunteer, "unsaid": unsaid, "length": lists.LENGTH}
    return answer(request, "matching/for_you.html", name="matching:for_you", shown=page)


def ranked(request: SignedInRequest, volunteer: Volunteer) -> dict[str, Any]:
    """Search among what fits her, the best first."""
    on = localdate()
    reach = Reach.of(volunteer, on=on)
    found = find(request.GET, on=on, usually="nyest", part=reach.among)
    suggested = lists.best(reach, among=found, on=on)
    return {
        "found": found,
        "near": [each for each in suggested if not each.is_wider],
        "wider": [each for each in suggested if each.is_wider],
        "elsewhere": None if found.total or found.query else lists.elsewhere(reach, found),
    }


def newest(request: SignedInRequest) -> dict[str, Any]:
    """Search as on the list, the newest first."""
    found = find(request.GET, on=localdate(), usually="nyest")
    return {"found": found, "near": lists.newest(found)}


@csrf_exempt  # mail programs post here without having been to the page (RFC 8058); the token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: Request, token: str) -> HttpResponse:
    """The address in every digest: opening it asks, posting to it stops the digests."""
    try:
        volunteer_id = digests.volunteer_of(token)
    except BadSignature as forged:
        raise Http404 from forged
    volunteer = get_object_or_404(Volunteer.objects.select_related("user"), pk=volunteer_id)
    if request.method == "POST":
        digests.stop(volunteer)
    return render(request, "matching/digest_unsubscribe.html", {"volunteer": volunteer})
