"""Work that no person waits for."""

from celery import shared_task
from django.utils.timezone import localdate, now

from matching import digests, foresight, measures, outlook


@shared_task(ignore_result=True)
def compose_digests() -> None:
    """Put the week's digests together. Beat runs this each Thursday; run again, it goes on."""
    digests.compose(at=now())


@shared_task(ignore_result=True)
def look_ahead() -> None:
    """Foretell the sign-ups of the week. Beat runs this each night."""
    foresight.look_ahead(on=localdate(), at=now())


@shared_task(ignore_result=True)
def count_handed_out() -> None:
    """Count what the lists of today will bring. Beat runs this every few minutes."""
    outlook.count_handed_out(on=localdate(), at=now())


@shared_task(ignore_result=True)
def measure_answers() -> None:
    """Measure how organisations answer. Beat runs this each night."""
    measures.measure_answers(at=now())
