"""Work that no person waits for."""

from celery import shared_task
from django.utils import timezone
from django.utils.timezone import localdate

from matching import digests, measures


@shared_task(ignore_result=True)
def compose_digests() -> None:
    """Put the week's digests together. Beat runs this each Thursday; run again, it goes on."""
    digests.compose(on=localdate())


@shared_task(ignore_result=True)
def measure_answers() -> None:
    """Measure how organisations answer. Beat runs this each night."""
    measures.measure_answers(at=timezone.now())
