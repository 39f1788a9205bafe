"""What is written to those who are invited."""

from collections.abc import Sequence
from datetime import date
from typing import cast

import numpy as np
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.timezone import localdate

from matching import fit
from matching.inviting import services
from matching.inviting.models import Invitation
from matching.offers import KEEPER as OFFERS
from matching.ranking import rank
from matching.ranking import reasons as chosen
from matching.reasons import sentences, vocabulary
from portal.letters import Needless, composes, message
from portal.models import Letter


@composes(services.KIND)
def invitation(letter: Letter) -> EmailMultiAlternatives:
    """Ask her, say why her, and how to be asked no more (RFC 8058); unless she has answered or stopped."""
    about = cast("Invitation", letter.about)
    waiting = Invitation.objects.waiting(on=localdate()).with_assignment().select_related("volunteer__user")
    invited = waiting.filter(pk=about.pk, volunteer__is_visible=True).first()
    if invited is None:
        raise Needless
    stop_url = settings.SITE_URL + reverse("inviting:stop", args=[services.token(invited.volunteer)])
    facts = {
        "invitation": invited,
        "assignment": invited.assignment,
        "organisation": invited.assignment.organisation,
        "reader": invited.volunteer.user,
        "reasons": why(invited, on=localdate()),
        "stop_url": stop_url,
    }
    mail = message("invitation", to=letter.address, **facts)
    mail.extra_headers["List-Unsubscribe"] = f"<{stop_url}>"
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def why(invitation: Invitation, *, on: date) -> Sequence[str]:
    """Say what speaks for it, as her own list would."""
    offers = OFFERS.current(on=on)
    row, _stands = offers.shelf.rows_of(np.array([invitation.assignment_id]))
    market = (
        fit.volunteers([invitation.volunteer_id], fit.ground(), on=on),
        offers.assignments.take(row),
        offers.world,
    )
    ranking = rank(*market, day=offers.day, k=1, model=offers.model)
    ((*listed,),) = chosen(*market, ranking, day=offers.day)
    return [each for one in listed for each in sentences(one, invitation.assignment, vocabulary(one))]
