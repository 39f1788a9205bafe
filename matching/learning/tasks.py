"""The nightly care of the lists that were shown."""

from celery import shared_task
from django.db import OperationalError
from django.utils.timezone import localdate

from matching.learning import counting, months


@shared_task(ignore_result=True, autoretry_for=(OperationalError,), retry_backoff=5, max_retries=8)
def keep_months() -> None:
    """Make room for the lists of next month, and forget those of a year ago. Beat runs this each night."""
    months.keep(on=localdate())


@shared_task(ignore_result=True)
def count_outcomes() -> None:
    """Count what came of the lists. Beat runs this each night."""
    counting.count(on=localdate())
