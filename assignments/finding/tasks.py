from celery import shared_task
from django.utils.timezone import now

from assignments.finding import alerts
from assignments.finding.models import Alert, Change, Hit


@shared_task(ignore_result=True)
def look_for_new_hits() -> None:
    """Look for what is new in saved searches. Beat runs this every few minutes; run again, it goes on."""
    alerts.look(at=now())


@shared_task(ignore_result=True)
def forget_old_alerts() -> None:
    """Forget what was told of what is closed for good, and alerts as old as the letters one keeps."""
    Hit.objects.over().delete()
    Alert.objects.filter(created_at__lt=now() - alerts.KEPT).delete()


@shared_task(ignore_result=True)
def forget_old_changes() -> None:
    """Forget the notes of changes that every process has read."""
    Change.objects.old(at=now()).delete()
