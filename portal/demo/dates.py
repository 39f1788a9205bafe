"""The life of an assignment in dates: written, approved, open, held, closed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from assignments.models import Session
from portal.demo import library
from portal.demo.clock import ZONE, Clock
from portal.demo.dice import Dice
from portal.demo.library import Template
from portal.models import User
from portal.weekgrid import PARTS

OPEN = (7, 90)
"""In how many days the time to apply runs out."""
NEW = (1, 45)
"""How many days ago it was published."""
BEGINS = ((9, 10, 11), (12, 13, 14, 15), (17, 18, 18, 19))
"""When a session may begin in the morning, the afternoon and the evening."""
NOON, EVENING = 12, 18


def life(chance: Dice, clock: Clock, status: str, *, decided_by: User) -> dict[str, Any]:
    """Every date and decision of one with this status; `apply_by` stands in all of them."""
    if status in {"published", "closed"}:
        return public(chance, clock, is_closed=status == "closed") | {"decided_by": decided_by}
    created_at = clock.past(chance, least=6, most=40)
    told: dict[str, Any] = {"created_at": created_at, "changed_at": created_at}
    told["apply_by"] = clock.ahead(chance, least=OPEN[0] * 3, most=OPEN[1])
    if status == "submitted":
        sent_at = clock.past(chance, least=1, most=5)
        told |= {"submitted_at": sent_at, "changed_at": sent_at}
    if status == "rejected":
        decided_at = created_at + timedelta(hours=chance.randint(3, 50))
        told |= {"submitted_at": created_at, "decided_at": decided_at, "changed_at": decided_at}
        told |= {"decided_by": decided_by}
        told |= {"decision": chance.choice(library.read("messages")["assignment_rejections"])}
    return told


def public(chance: Dice, clock: Clock, *, is_closed: bool) -> dict[str, Any]:
    """Dates of one that is or was open to all."""
    if is_closed:
        apply_by = clock.today - timedelta(days=chance.randint(25, 45))
        published_at = clock.past(chance, least=60, most=140)
        closed_at = datetime.combine(apply_by + timedelta(days=1), time(3, 20), ZONE)
    else:
        apply_by = clock.ahead(chance, least=OPEN[0], most=OPEN[1])
        published_at, closed_at = clock.past(chance, least=NEW[0], most=NEW[1]), None
    submitted_at = published_at - timedelta(hours=chance.randint(1, 60))
    return {
        "apply_by": apply_by,
        "created_at": submitted_at - timedelta(minutes=chance.randint(5, 3000)),
        "submitted_at": submitted_at,
        "decided_at": published_at,
        "published_at": published_at,
        "closed_at": closed_at,
        "changed_at": closed_at or published_at,
    }


def sessions(chance: Dice, template: Template, *, assignment: int, after: date) -> list[Session]:
    """One to three dated occurrences of what happens once, soon after the last day to apply."""
    if template.kind == "need" or template.rhythm != "once" or template.remote:
        return []
    slots = chance.choices(template.slots, k=chance.choice((1, 1, 2, 3)))
    made = []
    for week, slot in enumerate(slots):
        weekday, part = divmod(slot, len(PARTS))
        day = after + timedelta(days=1 + (weekday - after.weekday() - 1) % 7 + 7 * week)
        hour = chance.choice(BEGINS[part]) if template.starts is None else template.starts
        starts_at = datetime.combine(day, time(hour), ZONE)
        ends_at = starts_at + timedelta(hours=template.hours)
        made.append(Session(assignment_id=assignment, starts_at=starts_at, ends_at=ends_at))
    return made


def slot_of(session: Session) -> int:
    """The slot of the week grid in which a session begins."""
    begins = session.starts_at
    return begins.weekday() * len(PARTS) + (begins.hour >= NOON) + (begins.hour >= EVENING)


def span(chance: Dice, template: Template, held: list[Session], *, after: date) -> dict[str, date | None]:
    """From when to when it goes on: as long as its sessions, or from a little after the last day to apply."""
    if held:
        days = [session.starts_at.date() for session in held]
        return {"starts_on": min(days), "ends_on": max(days)}
    if template.kind == "need":
        return {"starts_on": None, "ends_on": None}
    starts_on = after + timedelta(days=chance.randint(3, 14))
    ends_on = starts_on + timedelta(days=chance.randint(90, 200))
    return {"starts_on": starts_on, "ends_on": ends_on if chance.hits(40) else None}
