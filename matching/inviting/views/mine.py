"""What somebody does with invitations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from matching.inviting import services
from matching.inviting.models import Invitation
from matching.steering.views.ways import BACK
from matching.volunteers.models import Volunteer
from portal.http import Request, SignedInRequest


@require_POST
def decline(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    """Say no thanks; the page that comes says that it is put away, and undoes it."""
    invitation = get_object_or_404(Invitation.objects.received_by(request.user), pk=invitation_id)
    services.decline(invitation, by=request.user, at=now())
    messages.success(request, _("They see that it is not for you, and nothing more."))
    put_away = reverse("steering:dismissal", args=[invitation.assignment_id])
    return redirect(f"{put_away}?{urlencode({BACK: reverse('matching:my_page')})}")


@csrf_exempt  # mail programs post here without having been to the page (RFC 8058); the token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    """The address in every invitation: opening it asks, posting to it stops them."""
    try:
        volunteer_id = services.volunteer_of(token)
    except BadSignature as forged:
        raise Http404 from forged
    volunteer = get_object_or_404(Volunteer.objects.select_related("user"), pk=volunteer_id)
    if request.method == "POST":
        services.stop(volunteer)
    return render(request, "inviting/stop.html", {"volunteer": volunteer})
