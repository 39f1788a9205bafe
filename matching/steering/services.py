"""What a volunteer does with what is suggested to her. None of it moves anybody else's list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from assignments.models import Assignment
from matching.steering.models import Dismissal
from matching.volunteers import services as profile
from matching.volunteers.models import Volunteer
from portal import audit
from portal.models import Activity, Group

EVERYONE = "alle"
"""The group that is no group."""


@dataclass(frozen=True)
class Added:
    """What «more like this» added to what somebody has ticked."""

    activities: list[Activity]
    groups: list[Group]

    def __bool__(self) -> bool:
        return bool(self.activities or self.groups)

    @property
    def names(self) -> str:
        return ", ".join(each.name for each in (*self.activities, *self.groups))

    @property
    def names_of_activities(self) -> str:
        return ", ".join(each.name for each in self.activities)

    @property
    def names_of_groups(self) -> str:
        return ", ".join(each.name for each in self.groups)


@transaction.atomic
def dismiss(assignment: Assignment, *, by: Volunteer, why: str = "") -> Dismissal:
    """Suggest it to her no more. Said twice it is said once, and why may be said later."""
    dismissal, is_new = Dismissal.objects.get_or_create(volunteer=by, assignment=assignment)
    if why:
        Dismissal.objects.filter(pk=dismissal.pk).update(why=why)
        dismissal.why = why
    if is_new:
        audit.record("dismissal.made", by=by.user, about=dismissal)
    return dismissal


@transaction.atomic
def take_back(assignment: Assignment, *, by: Volunteer) -> None:
    """Suggest it to her again; what is not put away stays as it is."""
    for dismissal in Dismissal.objects.select_for_update().of(assignment).filter(volunteer=by):
        audit.record("dismissal.taken_back", by=by.user, about=dismissal)
        dismissal.delete()


@transaction.atomic
def more_like(assignment: Assignment, *, by: Volunteer) -> Added:
    """Add what it is about, and whom it helps, to what she has ticked; say what was not there already.

    «Everyone» is nobody in particular, and is left out.
    """
    she = _held(by)
    groups = assignment.groups.exclude(volunteers=she).exclude(pk=EVERYONE)
    added = Added(list(assignment.activities.exclude(volunteers=she)), list(groups))
    if added:
        _tick(
            she,
            activities=[*she.activities.all(), *added.activities],
            groups=[*she.groups.all(), *added.groups],
        )
    return added


@transaction.atomic
def less_like(added: Added, *, by: Volunteer) -> None:
    """Take away what «more like this» added."""
    she = _held(by)
    _tick(
        she,
        activities=_but(she.activities.all(), added.activities),
        groups=_but(she.groups.all(), added.groups),
    )


def change(name: str, value: Any, *, by: Volunteer) -> Any:
    """Change one thing she has said; give what she had said before."""
    before = getattr(by, name)
    profile.describe(by=by.user, **{name: value})
    return before


def _held(volunteer: Volunteer) -> Volunteer:
    """Hold the profile, so that two clicks do not see the same."""
    return Volunteer.objects.select_for_update(no_key=True).select_related("user").get(pk=volunteer.pk)


def _tick(volunteer: Volunteer, **lists: list[Any]) -> None:
    profile.describe(by=volunteer.user, **lists)


def _but(all_: Iterable[Any], gone: Iterable[Any]) -> list[Any]:
    gone = set(gone)
    return [each for each in all_ if each not in gone]
