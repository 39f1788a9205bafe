"""What is asked, and when."""

from assignments.models.assignments import (
    CERTIFICATE_GROUPS,
    Assignment,
    assignment_statuses,
    kinds,
    norwegian_levels,
    rhythms,
)
from assignments.models.sessions import Session

__all__ = [
    "CERTIFICATE_GROUPS",
    "Assignment",
    "Session",
    "assignment_statuses",
    "kinds",
    "norwegian_levels",
    "rhythms",
]
