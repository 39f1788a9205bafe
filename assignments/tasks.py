from collections import deque

from celery import shared_task
from django.utils.timezone import localdate, now

from assignments import services
from assignments.models import Assignment
from assignments.services import indexing


@shared_task(ignore_result=True)
def close_outdated_assignments() -> None:
    """Close what is published with its last day to apply, and its last day of all, behind us."""
    for assignment in Assignment.objects.outdated(on=localdate()).iterator():
        services.close(assignment, by=None, at=now(), reason="outdated")


@shared_task(ignore_result=True)
def renew_search_texts() -> None:
    """Heal what an assignment is found by: an organisation has a new name, or is no longer verified."""
    deque(indexing.rebuild(), maxlen=0)
