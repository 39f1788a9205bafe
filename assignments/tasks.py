from celery import shared_task
from django.utils.timezone import localdate, now

from assignments import services
from assignments.models import Assignment


@shared_task(ignore_result=True)
def close_outdated_assignments() -> None:
    """Close what is published with its last day to apply, and its last day of all, behind us."""
    for assignment in Assignment.objects.outdated(on=localdate()).defer("search").iterator():
        services.close(assignment, by=None, at=now(), reason="outdated")
