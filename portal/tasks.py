"""The post office: finds what is owed, pays it once."""

import smtplib
import socket
from datetime import timedelta

from celery import shared_task
from celery.utils.log import get_task_logger
from django.core.cache import cache
from django.db.models import F, QuerySet
from django.utils import timezone

from portal import letters
from portal.models import Letter, Report
from portal.models.letters import GIVEN_UP_AFTER

log = get_task_logger(__name__)
SURELY_UNSENT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
)
REFUSED_FOR_GOOD = 500
FIRST, SOON, LAST = 0, 3, 9  # priorities: each is a list of its own in Redis, emptied in this order
BELIEVED_QUEUED = timedelta(minutes=5)


@shared_task(ignore_result=True)
def send_owed_letters() -> None:
    """Queue every letter that is owed: codes, then what answers a person, digests last. Beat runs this."""
    send_awaited_letters()
    others = Letter.objects.owed(at=timezone.now()).exclude(kind="written")
    _queue(others.filter(is_repeatable=True), SOON)
    _queue(others.filter(is_repeatable=False), LAST)


@shared_task(ignore_result=True)
def send_awaited_letters() -> None:
    """Queue the codes, for which somebody sits and waits, before all others. Beat runs this in between."""
    _queue(Letter.objects.owed(at=timezone.now()).filter(kind="written"), FIRST)


def _queue(owed: QuerySet[Letter], priority: int) -> None:
    """Queue what is not in the queue already. The mark is kept, and lost, with the queue itself."""
    for letter_id in owed.order_by("due_at").values_list("pk", flat=True)[:2000]:
        if cache.add(_mark(letter_id), 1, timeout=BELIEVED_QUEUED.seconds):
            send_letter.apply_async((letter_id,), priority=priority)


def _mark(letter_id: int) -> str:
    return f"queued-letter-{letter_id}"


@shared_task(ignore_result=True)
def send_letter(letter_id: int) -> None:
    """Send one letter. Whoever claims it sends it; the next one finds nothing."""
    cache.delete(_mark(letter_id))  # before the claim: if this fails, the letter is still owed
    at = timezone.now()
    owed = Letter.objects.owed(at=at).filter(pk=letter_id)
    if not owed.update(claimed_at=at, attempts=F("attempts") + 1):
        return
    letter = Letter.objects.select_related("to").get(pk=letter_id)
    try:
        mail = letters.compose(letter)
    except letters.Needless:
        _give_up(letter, "no longer needed")
        return
    except Exception as error:
        _release(letter, error)
        raise
    try:
        mail.send()
    except OSError as error:  # SMTPException is one
        _keep_or_give_up(letter, error)
        return
    Letter.objects.filter(pk=letter_id).update(sent_at=timezone.now(), content=None, error="")


def _keep_or_give_up(letter: Letter, error: OSError) -> None:
    """Owe a letter again that was not sent; one that must not come twice only if it surely was not."""
    log.warning("letter %s was not sent: %s", letter.pk, type(error).__name__)
    if _is_refused_for_good(error):
        _give_up(letter, _told(error))
    elif letter.is_repeatable or isinstance(error, SURELY_UNSENT):
        _release(letter, error)


def _is_refused_for_good(error: OSError) -> bool:
    """No such address. To ask again would only harm our name."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= REFUSED_FOR_GOOD for code, _text in error.recipients.values())


def _release(letter: Letter, error: Exception) -> None:
    """Owe it again, later each time: 1, 2, 4 … minutes, and at last give it up."""
    if letter.attempts >= GIVEN_UP_AFTER:
        _give_up(letter, _told(error))
        return
    again_at = timezone.now() + timedelta(minutes=2 ** (letter.attempts - 1))
    Letter.objects.filter(pk=letter.pk).update(claimed_at=None, due_at=again_at, error=_told(error))


def _told(error: Exception) -> str:
    """What went wrong, without the address that mail servers like to repeat."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        what = ", ".join(str(code) for code, _text in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        what = str(error.smtp_code)
    else:
        what = str(error)
    return f"{type(error).__name__}: {what}"[:200]


def _give_up(letter: Letter, why: str) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        claimed_at=None, attempts=GIVEN_UP_AFTER, content=None, error=why
    )


@shared_task(ignore_result=True)
def forget_old_letters() -> None:
    """Delete the trace of letters after 90 days."""
    Letter.objects.old(at=timezone.now()).delete()


@shared_task(ignore_result=True)
def forget_old_reports() -> None:
    """Erase what visitors reported a year ago."""
    Report.objects.old(at=timezone.now()).delete()
