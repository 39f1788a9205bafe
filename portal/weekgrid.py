"""The week as 7 days × morning, afternoon, evening: one number of 21 bits, bit = weekday × 3 + part of day.

The grid of the UK volunteering data standard: morning 6–12, afternoon 12–18, evening 18–24. Monday is weekday 0.
"""

from collections.abc import Iterable

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
EVERY_SLOT = (1 << 21) - 1


def slots_of(grid: int) -> list[int]:
    """List the slots 0..20 that are on."""
    return [slot for slot in range(21) if grid >> slot & 1]


def grid_of(slots: Iterable[int]) -> int:
    """Put slots 0..20 together to one number."""
    return sum(1 << slot for slot in set(slots))
