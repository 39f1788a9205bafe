"""What is written to those who apply, and to those who answer."""

from typing import Any, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.timezone import localdate

from matching import digests, lists
from matching.models import Application, Digest
from organisations.access import holders
from portal.access import Right
from portal.letters import Needless, composes, message
from portal.models import Letter

Status = Application.Status


@composes(digests.KIND)
def digest(letter: Letter) -> EmailMultiAlternatives:
    """Suggest what still can be applied to, with a way out that mail programs know (RFC 8058)."""
    digest = cast("Digest", letter.about)
    suggested = lists.of_digest(digest, on=localdate())
    if not suggested or digest.volunteer.digest_frequency == "never":
        raise Needless
    path = reverse("matching:unsubscribe", args=[digests.token(digest.volunteer)])
    facts = {"reader": letter.to, "suggested": suggested, "stop_url": settings.SITE_URL + path}
    facts["list_name"] = digest.list_name
    mail = message("digest", to=letter.address, **facts)
    mail.extra_headers["List-Unsubscribe"] = f"<{facts['stop_url']}>"
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


@composes("application.received")
def application_received(letter: Letter) -> EmailMultiAlternatives:
    """Tell a coordinator that somebody has applied, unless it is withdrawn or answered already."""
    return _to_coordinator("application_received", letter, Status.NEW)


@composes("application.withdrawn")
def application_withdrawn(letter: Letter) -> EmailMultiAlternatives:
    """Tell a coordinator that somebody they had answered will not come."""
    return _to_coordinator("application_withdrawn", letter, Status.WITHDRAWN)


@composes("application.dialogue")
def application_dialogue(letter: Letter) -> EmailMultiAlternatives:
    """Tell a volunteer that the organisation wants to talk first, unless it has decided meanwhile."""
    return _to_volunteer("application_dialogue", letter, Status.IN_DIALOGUE)


@composes("application.answered")
def application_answered(letter: Letter) -> EmailMultiAlternatives:
    """Tell a volunteer the answer: when, where and whom to ask, or kind words and a way on."""
    application = cast("Application", letter.about)
    template = "application_accepted" if application.shares_address else "application_declined"
    return _to_volunteer(template, letter, Status.ACCEPTED, Status.COMPLETED, Status.DECLINED)


def _to_coordinator(template: str, letter: Letter, *statuses: str) -> EmailMultiAlternatives:
    application = _current(letter, *statuses)
    who = holders(Right.ANSWER, of=application.assignment.organisation)
    if letter.to is None or not who.contains(letter.to):
        raise Needless
    return message(template, to=letter.address, **_facts(application))


def _to_volunteer(template: str, letter: Letter, *statuses: str) -> EmailMultiAlternatives:
    """Answers go back to the organisation, not to the portal, once the two may reach each other."""
    application = _current(letter, *statuses)
    mail = message(template, to=letter.address, **_facts(application))
    if application.shares_contact:
        mail.reply_to = [application.assignment.organisation.contact_email]
    return mail


def _current(letter: Letter, *statuses: str) -> Application:
    """The letter's application, as long as it still stands as the letter says."""
    application = cast("Application", letter.about)
    if application.status not in statuses:
        raise Needless
    return application


def _facts(application: Application) -> dict[str, Any]:
    assignment = application.assignment
    return {
        "application": application,
        "assignment": assignment,
        "organisation": assignment.organisation,
        "volunteer": application.volunteer.user,
    }
