"""What beat asks the workers to look for, and when (Europe/Oslo)."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

THURSDAY_MORNING = crontab(day_of_week="thursday", hour=7, minute=0)


def schedule(*, every: int) -> dict[str, dict[str, Any]]:
    """Owed letters are looked for `every` so many seconds, codes more often; the rest has its hour."""
    work = {
        "pay the codes somebody waits for": ("portal.tasks.send_awaited_letters", seconds(min(every, 3))),
        "pay the letters that are owed": ("portal.tasks.send_owed_letters", seconds(every)),
        "forget letters that were sent": ("portal.tasks.forget_old_letters", night(4, 10)),
        "forget reports of last year": ("portal.tasks.forget_old_reports", night(4, 15)),
        "look for news in saved searches": ("assignments.finding.tasks.look_for_new_hits", looks(every)),
        "forget changes that are read": ("assignments.finding.tasks.forget_old_changes", seconds(600)),
        "forget old alerts": ("assignments.finding.tasks.forget_old_alerts", night(4, 20)),
        "close what is over": ("assignments.tasks.close_outdated_assignments", night(3, 20)),
        "renew what is searched": ("assignments.tasks.renew_search_texts", night(3, 30)),
        "measure how organisations answer": ("matching.tasks.measure_answers", night(3, 40)),
        "keep the months of lists": ("matching.learning.tasks.keep_months", night(2, 50)),
        "count what came of lists": ("matching.learning.tasks.count_outcomes", night(3, 0)),
        "look ahead": ("matching.tasks.look_ahead", night(3, 50)),
        "count what lists will bring": ("matching.tasks.count_handed_out", looks(every)),
        "put the digests together": ("matching.tasks.compose_digests", THURSDAY_MORNING),
    }
    return {name: {"task": task, "schedule": when} for name, (task, when) in work.items()}


def seconds(every: int) -> timedelta:
    return timedelta(seconds=every)


def looks(every: int) -> timedelta:
    """Every five minutes; oftener where nobody wants to wait so long for a letter."""
    return seconds(min(300, 5 * every))


def night(hour: int, minute: int) -> crontab:
    return crontab(hour=hour, minute=minute)
