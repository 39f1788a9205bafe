"""What coordinators hear from the moderators about what they have posted."""

from typing import cast

from django.core.mail import EmailMultiAlternatives

from assignments.models import Assignment
from portal.letters import Needless, composes, message
from portal.models import Letter

Status = Assignment.Status


@composes("assignment.approved")
def approved(letter: Letter) -> EmailMultiAlternatives:
    """It is out: here it is, and here is where those who apply come in."""
    return _decided("assignment_approved", letter, Status.PUBLISHED)


@composes("assignment.rejected")
def rejected(letter: Letter) -> EmailMultiAlternatives:
    """Not yet: why, and where to correct it; also if they have been quick to send it in again."""
    return _decided("assignment_rejected", letter, Status.REJECTED, Status.SUBMITTED)


def _decided(template: str, letter: Letter, *statuses: str) -> EmailMultiAlternatives:
    """Tell of the decision, unless another has been taken since."""
    assignment = cast("Assignment", letter.about)
    if assignment.status not in statuses:
        raise Needless
    return message(template, to=letter.address, assignment=assignment, reader=letter.to)
