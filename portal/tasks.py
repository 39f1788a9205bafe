"""The post office: finds what is owed, pays it once."""

import smtplib
import socket
from datetime import timedelta

from celery import shared_task
from celery.utils.log import get_task_logger
from django.db.models import F
from django.utils import timezone

from portal import letters
from portal.models import Letter
from portal.models.letters import GIVEN_UP_AFTER

log = get_task_logger(__name__)
SURELY_UNSENT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
)


@shared_task(ignore_result=True)
def send_owed_letters() -> None:
    """Queue every letter that is owed. Beat runs this each minute."""
    for letter_id in (
        Letter.objects.owed(at=timezone.now()).order_by("due_at").values_list("pk", flat=True)[:2000]
    ):
        send_letter.delay(letter_id)


@shared_task(ignore_result=True)
def send_letter(letter_id: int) -> None:
    """Send one letter. Whoever claims it sends it; the next one finds nothing."""
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
        if letter.is_repeatable or isinstance(error, SURELY_UNSENT):
            _release(letter, error)
        log.warning("letter %s was not sent: %s", letter_id, type(error).__name__)
        return
    Letter.objects.filter(pk=letter_id).update(sent_at=timezone.now(), content=None, error="")


def _release(letter: Letter, error: Exception) -> None:
    """Owe it again, later each time: 1, 2, 4 … minutes."""
    again_at = timezone.now() + timedelta(minutes=2 ** (letter.attempts - 1))
    Letter.objects.filter(pk=letter.pk).update(
        claimed_at=None, due_at=again_at, error=f"{type(error).__name__}: {error}"[:200]
    )


def _give_up(letter: Letter, why: str) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        claimed_at=None, attempts=GIVEN_UP_AFTER, content=None, error=why
    )


@shared_task(ignore_result=True)
def forget_old_letters() -> None:
    """Delete the trace of letters after 90 days."""
    Letter.objects.old(at=timezone.now()).delete()
