"""The week as 7 days × morning, afternoon, evening: one number of 21 bits, bit = weekday × 3 + part of day.

The grid of the UK volunteering data standard: morning 6–12, afternoon 12–18, evening 18–24. Monday is 0.
"""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

PARTS = (
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("evening", _("Evening")),
)
DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)
SLOT_NAMES = (_("{day} morning"), _("{day} afternoon"), _("{day} evening"))
PART_SUMMARIES = (_("{days}, mornings"), _("{days}, afternoons"), _("{days}, evenings"))
KNOWN_DAYS = {
    frozenset(range(7)): _("Every day"),
    frozenset(range(5)): _("Weekdays"),
    frozenset({5, 6}): _("The weekend"),
}
EVERY_SLOT = (1 << 21) - 1


def slots_of(grid: int) -> list[int]:
    """List the slots 0..20 that are on."""
    return [slot for slot in range(21) if grid >> slot & 1]


def grid_of(slots: Iterable[int]) -> int:
    """Put slots 0..20 together to one number."""
    return sum(1 << slot for slot in set(slots))


def words(grid: int) -> str:
    """Say the week in words, as a line of its own: «Tuesday evening», «Weekdays, mornings»."""
    return capfirst(phrase(grid))


def phrase(grid: int) -> str:
    """One or two slots by name, one part of several days together, else the days alone."""
    slots = slots_of(grid)
    if not slots:
        return str(_("Flexible time"))
    if len(slots) <= 2:  # noqa: PLR2004 - two names fit on a line
        return ", ".join(slot_name(slot) for slot in slots)
    days = day_names({slot // 3 for slot in slots})
    parts = {slot % 3 for slot in slots}
    return str(PART_SUMMARIES[parts.pop()]).format(days=days) if len(parts) == 1 else days


def slot_name(slot: int) -> str:
    """«Tuesday evening»: as one phrase, since languages put it together differently."""
    return str(SLOT_NAMES[slot % 3]).format(day=DAYS[slot // 3][1])


def day_names(days: set[int]) -> str:
    """«Weekdays», «The weekend», «Every day», or the days by name."""
    return str(KNOWN_DAYS.get(frozenset(days)) or ", ".join(str(DAYS[day][1]) for day in sorted(days)))
