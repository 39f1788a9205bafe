"""How an assignment is found: what has changed since one last looked."""

from assignments.finding.models.changes import Change

__all__ = ["Change"]
