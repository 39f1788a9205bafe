"""What people do with an assignment: write it, send it in, decide on it, close it."""

from assignments.services.deciding import approve, close, reject, submit
from assignments.services.rules import missing
from assignments.services.writing import Planned, Written, create, edit

__all__ = ["Planned", "Written", "approve", "close", "create", "edit", "missing", "reject", "submit"]
