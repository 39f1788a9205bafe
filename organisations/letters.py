"""What coordinators hear from the moderators."""

from typing import cast

from django.core.mail import EmailMultiAlternatives

from organisations.models import Organisation
from portal.letters import Needless, composes, message
from portal.models import Letter


@composes("organisation.verified")
def verified(letter: Letter) -> EmailMultiAlternatives:
    """The organisation is in: here is what to do first."""
    return _decided(letter, Organisation.Status.VERIFIED)


@composes("organisation.rejected")
def rejected(letter: Letter) -> EmailMultiAlternatives:
    """Not yet: why, and what to do next."""
    return _decided(letter, Organisation.Status.REJECTED)


@composes("organisation.suspended")
def suspended(letter: Letter) -> EmailMultiAlternatives:
    """Out of sight: why, and whom to write to."""
    return _decided(letter, Organisation.Status.SUSPENDED)


def _decided(letter: Letter, status: Organisation.Status) -> EmailMultiAlternatives:
    """Tell of the decision, unless another has been taken since."""
    organisation = cast("Organisation", letter.about)
    if organisation.status != status:
        raise Needless
    return message(f"organisation_{status}", to=letter.address, organisation=organisation, reader=letter.to)
