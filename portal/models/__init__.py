"""The ground: people, places, what assignments are about, what was done, and the letters that are owed."""

from portal.models.audit import AuditEntry
from portal.models.letters import Letter
from portal.models.places import County, Distance, Municipality
from portal.models.reports import Report
from portal.models.topics import Activity, Group, Icnpo, Skill, Topic
from portal.models.users import User

__all__ = [
    "Activity",
    "AuditEntry",
    "County",
    "Distance",
    "Group",
    "Icnpo",
    "Letter",
    "Municipality",
    "Report",
    "Skill",
    "Topic",
    "User",
]
