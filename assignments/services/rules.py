"""What must hold before an assignment is written, sent in or published."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assignments.models import Assignment
from organisations.models import Organisation
from portal.errors import Refused


def missing(assignment: Assignment, *, on: date) -> dict[str, str]:
    """Name the fields that keep it from being published on that day, each with what to do."""
    has_time = assignment.is_need or assignment.slots or assignment.ends_on
    last_day = assignment.apply_by or assignment.ends_on or on
    rules = {
        "summary": (assignment.summary, _("Write a summary in one or two sentences.")),
        "description": (assignment.description, _("Describe what one does.")),
        "activities": (assignment.activities.exists(), _("Choose at least one activity.")),
        "rhythm": (assignment.rhythm, _("Say whether it is once or regularly.")),
        "slots": (
            has_time,
            _("Say when: tick times of the week, list sessions, or give a last day and agree on the time."),
        ),
        "apply_by": (last_day >= on, _("The last day to apply is over. Choose a new one.")),
    }
    return {field: sentence for field, (is_there, sentence) in rules.items() if not is_there}


def demand_complete(assignment: Assignment, *, on: date) -> None:
    if lacking := missing(assignment, on=on):
        raise Refused(" ".join(lacking.values()))


def demand_verified(organisation: Organisation) -> None:
    if not organisation.is_verified:
        raise Refused(_("An organisation can post when it is approved. You get an e-mail when it is."))


def demand_room(assignment: Assignment) -> None:
    """Places that are given cannot be taken back by counting lower."""
    if assignment.places is not None and assignment.places < assignment.places_taken:
        told = _("%(n)d people have a place already, so there must be at least as many places.")
        raise Refused(told % {"n": assignment.places_taken})


def demand_end(assignment: Assignment) -> None:
    """One applies before it is over, and what is published has a last day to do so."""
    if assignment.status == Assignment.Status.PUBLISHED and not assignment.apply_by:
        raise Refused(_("Say until when one can apply."))
    if assignment.apply_by and assignment.ends_on and assignment.apply_by > assignment.ends_on:
        told = _("The last day to apply cannot come after the last day of all, %(day)s.")
        raise Refused(told % {"day": date_format(assignment.ends_on, "DATE_FORMAT")})
