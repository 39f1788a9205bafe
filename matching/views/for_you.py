from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from matching import digests, lists
from matching.volunteers.models import Volunteer
from matching.volunteers.steps import steps
from portal.http import Request, SignedInRequest

SHORT_STEPS = 3


@require_safe
def for_you(request: SignedInRequest) -> HttpResponse:
    """What fits the volunteer first, and why; whoever has said nothing yet is led to the three steps."""
    volunteer = Volunteer.objects.filter(user=request.user).select_related("municipality").first()
    unsaid = [step for step in steps(volunteer)[:SHORT_STEPS] if not step.is_done]
    if volunteer is None:
        return render(request, "matching/for_you_start.html", {"steps": unsaid})
    on = localdate()
    suggested = lists.best(volunteer, on=on) if volunteer.is_ranked else lists.newest(on=on)
    page = {
        "volunteer": volunteer,
        "unsaid": unsaid,
        "near": [each for each in suggested if not each.is_wider],
        "wider": [each for each in suggested if each.is_wider],
        "elsewhere": None if suggested else lists.elsewhere(volunteer, on=on),
    }
    return render(request, "matching/for_you.html", page)


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
