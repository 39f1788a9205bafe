"""How an assignment is found: what has changed since one last looked, and the searches people save."""

from assignments.finding.models.changes import Change
from assignments.finding.models.saved import Alert, Hit, SavedSearch

__all__ = ["Alert", "Change", "Hit", "SavedSearch"]
