"""What beat asks the workers to look for, and when (Europe/Oslo)."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab


def schedule(*, every: int) -> dict[str, dict[str, Any]]:
    """Owed letters are looked for `every` so many seconds, codes more often; the rest has its hour."""
    return {
        "pay the codes somebody waits for": {
            "task": "portal.tasks.send_awaited_letters",
            "schedule": timedelta(seconds=min(every, 3)),
        },
        "pay the letters that are owed": {
            "task": "portal.tasks.send_owed_letters",
            "schedule": timedelta(seconds=every),
        },
        "forget letters that were sent": {
            "task": "portal.tasks.forget_old_letters",
            "schedule": crontab(hour=4, minute=10),
        },
        "close assignments whose time is over": {
            "task": "assignments.tasks.close_outdated_assignments",
            "schedule": crontab(hour=3, minute=20),
        },
        "measure how organisations answer": {
            "task": "matching.tasks.measure_answers",
            "schedule": crontab(hour=3, minute=40),
        },
        "put the weekly digests together": {
            "task": "matching.tasks.compose_digests",
            "schedule": crontab(day_of_week="thursday", hour=7, minute=0),
        },
    }
