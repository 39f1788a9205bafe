"""What coordinators hear from the moderators."""

from typing import cast

from django.core.mail import EmailMultiAlternatives

from organisations.models import Organisation
from portal.letters import Needless, composes, message
from portal.models import Letter

Status = Organisation.Status


@composes("organisation.verified")
def verified(letter: Letter) -> EmailMultiAlternatives:
    """The organisation is in: here is what to do first."""
    return _decided("organisation_verified", letter, Status.VERIFIED)


@composes("organisation.rejected")
def rejected(letter: Letter) -> EmailMultiAlternatives:
    """Not yet: why, and what to do next; also if they have been quick to send it in again."""
    return _decided("organisation_rejected", letter, Status.REJECTED, Status.SUBMITTED)


@composes("organisation.suspended")
def suspended(letter: Letter) -> EmailMultiAlternatives:
    """Out of sight: why, and whom to write to."""
    return _decided("organisation_suspended", letter, Status.SUSPENDED)


def _decided(template: str, letter: Letter, *statuses: str) -> EmailMultiAlternatives:
    """Tell of the decision, unless another has been taken since."""
    organisation = cast("Organisation", letter.about)
    if organisation.status not in statuses:
        raise Needless
    return message(template, to=letter.address, organisation=organisation, reader=letter.to)
