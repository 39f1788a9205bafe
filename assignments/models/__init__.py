"""What is asked, when, and by which words it is found."""

from assignments.models.assignments import (
    CERTIFICATE_GROUPS,
    Assignment,
    assignment_statuses,
    kinds,
    norwegian_levels,
    rhythms,
)
from assignments.models.search import AS_WRITTEN, SearchText, Word
from assignments.models.sessions import Session

__all__ = [
    "AS_WRITTEN",
    "CERTIFICATE_GROUPS",
    "Assignment",
    "SearchText",
    "Session",
    "Word",
    "assignment_statuses",
    "kinds",
    "norwegian_levels",
    "rhythms",
]
