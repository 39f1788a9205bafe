from typing import Any

import numpy as np
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from assignments.finding.answering import OF_A_FRAGMENT, answer
from assignments.finding.find import Part, find
from assignments.finding.shelf import Among, Shelf
from matching import digests, lists
from matching.reach import Reach
from matching.steering import changes, sorting
from matching.steering.models import Dismissal
from matching.steering.views.choosing import BEFORE
from matching.steering.views.ways import with_query
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
    page = ranked(request, volunteer) if volunteer.is_ranked else unranked(request, volunteer)
    page |= {
        "volunteer": volunteer,
        "unsaid": unsaid,
        "says_nothing": len(unsaid) == SHORT_STEPS,
        "length": lists.LENGTH,
        "orders": sorting.orders(page["found"], volunteer),
        "order": sorting.order_of(page["found"], volunteer),
        "told": changes.told(volunteer, request.GET.get(BEFORE, "")),
        "back": with_query(request.get_full_path(), BEFORE),
    }
    return answer(request, "matching/for_you.html", name="matching:for_you", shown=page)


def ranked(request: SignedInRequest, volunteer: Volunteer) -> dict[str, Any]:
    """Search among what fits her, the best first or in the order she asks for."""
    on = localdate()
    reach = Reach.of(volunteer, on=on)
    found = find(request.GET, on=on, part=reach.among, home=volunteer.municipality_id or "")
    page = {"found": found, "ways_on": None if found.total else changes.ways_on(reach, found, volunteer)}
    if found.filter.order != sorting.BEST:
        keys = found.first(lists.LENGTH)
        best = lists.best(reach, among=sorting.only(found, keys), on=on)
        suggested = {each.assignment.pk: each for each in best}
        near, wider = [suggested[key] for key in keys if key in suggested], []
    else:
        best = lists.best(reach, among=found, on=on)
        near, wider = ([each for each in best if each.is_wider == far] for far in (False, True))
    name = lists.remember(volunteer, near + wider, at=now())
    return page | {"near": near, "wider": wider, "list_name": name}


def unranked(request: SignedInRequest, volunteer: Volunteer) -> dict[str, Any]:
    """Search as on the list, the newest first or as she asks, but for what she has put away."""
    part, home = but_put_away(volunteer), volunteer.municipality_id or ""
    found = find(request.GET, on=localdate(), usually="nyest", part=part, home=home)
    hits = found.cards(found.first(lists.LENGTH))
    return {"found": found, "near": [lists.Suggested(hit.assignment, ()) for hit in hits]}


def but_put_away(volunteer: Volunteer) -> Part | None:
    """All but what she has put away; the very shelf when that is nothing."""
    gone = list(Dismissal.objects.filter(volunteer=volunteer).values_list("assignment_id", flat=True))

    def part(shelf: Shelf) -> Among:
        left = ~np.isin(shelf.id, gone)
        return Among(left, left)

    return part if gone else None


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
