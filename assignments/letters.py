"""What coordinators hear from the moderators about what they have posted."""

from typing import cast

from django.core.mail import EmailMultiAlternatives

from assignments.models import Assignment
from portal.letters import Needless, composes, message
from portal.models import Letter


@composes("assignment.approved")
def approved(letter: Letter) -> EmailMultiAlternatives:
    """It is out: here it is, and here is where those who apply come in."""
    return _decided("assignment_approved", letter, Assignment.Status.PUBLISHED)


@composes("assignment.rejected")
def rejected(letter: Letter) -> EmailMultiAlternatives:
    """Not yet: why, and where to correct it."""
    return _decided("assignment_rejected", letter, Assignment.Status.REJECTED)


def _decided(template: str, letter: Letter, status: Assignment.Status) -> EmailMultiAlternatives:
    """Tell of the decision, unless something else has happened since."""
    assignment = cast("Assignment", letter.about)
    if assignment.status != status:
        raise Needless
    return message(template, to=letter.address, assignment=assignment, reader=letter.to)
