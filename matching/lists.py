"""One volunteer's list: what fits her first and why, and where to look when nothing does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.db.models import FETCH_RAISE, Q

from assignments.finding.find import Found
from assignments.models import Assignment
from assignments.querysets import AssignmentQuerySet
from matching import fit
from matching.models import Application, Digest
from matching.ranking import Reason, rank, reasons
from matching.reasons import read, sentences, vocabulary
from matching.volunteers.models import Volunteer

LENGTH = 20
FARTHER_KM = (50, 100, 200, 500, 2000)


@dataclass(frozen=True)
class Suggested:
    """An assignment in a list, and why it is there."""

    assignment: Assignment
    reasons: Sequence[str]
    is_wider: bool = False


@dataclass(frozen=True)
class Elsewhere:
    """What there would be, had she asked for something else."""

    km: int | None
    """The smallest larger radius within which something fits; None when nothing does."""
    within: int
    from_home: int


def newest(found: Found) -> list[Suggested]:
    """List the newest that were found, the same for everybody."""
    return [Suggested(hit.assignment, ()) for hit in found.cards(found.first(LENGTH))]


def cards(*, on: date) -> AssignmentQuerySet:
    """What one can apply to on the day, with as much as a card shows."""
    return Assignment.objects.open(on=on).with_places().for_cards().fetch_mode(FETCH_RAISE)


def best(volunteer: Volunteer, *, among: Found, on: date) -> list[Suggested]:
    """List what of all that was found fits her best, those a little farther away last.

    A place she asks for counts instead of how far she usually goes.
    """
    ground = fit.ground()
    who = fit.volunteers(Volunteer.objects.filter(pk=volunteer.pk), ground, on=on)
    if among.asks_where:
        who = replace(who, max_km=np.array([FARTHER_KM[-1]], np.float32))
    reach = Assignment.objects.all() if among.asks_where else within_reach(volunteer, ground)
    offered = fit.open_assignments(reach, ground, on=on)
    offered = offered.take(np.flatnonzero(np.isin(offered.id, among.ids)))
    day = fit.day_of(on)
    ranking = rank(who, offered, ground.world, day=day, k=LENGTH, exclude=fit.met(who, offered, Application))
    (why,) = reasons(who, offered, ground.world, ranking, day=day)
    keys = offered.id[ranking.indices[0, : len(why)]].tolist()
    wider = ranking.is_wider[0, : len(why)].tolist()
    return told(zip(keys, why, wider, strict=True), on=on)


def of_digest(digest: Digest, *, on: date) -> list[Suggested]:
    """List what a digest suggested, as far as one can still apply."""
    kept = digest.suggestions.values_list("assignment_id", "reasons")
    return told([(key, read(why), False) for key, why in kept], on=on)


def told(chosen: Iterable[tuple[int, Sequence[Reason], bool]], *, on: date) -> list[Suggested]:
    """Fetch the assignments of a list and put its reasons into words; what is closed by now is left out."""
    chosen = list(chosen)
    open_ = cards(on=on).in_bulk([key for key, _why, _wider in chosen])
    words = vocabulary(reason for _key, why, _wider in chosen for reason in why)
    return [
        Suggested(open_[key], sentences(why, open_[key], words), is_wider)
        for key, why, is_wider in chosen
        if key in open_
    ]


def within_reach(volunteer: Volunteer, ground: fit.Ground) -> AssignmentQuerySet:
    """Leave out what is too far away for any list of hers, so that it need not be read."""
    if volunteer.municipality_id is None:
        return Assignment.objects.all()
    near = Q(municipality__in=ground.reach(volunteer.municipality_id, max_km=volunteer.max_km))
    return Assignment.objects.filter(near | Q(is_remote=True) if volunteer.is_remote_ok else near)


def elsewhere(volunteer: Volunteer, *, on: date) -> Elsewhere:
    """Count what fits all else she said, within larger distances and from home."""
    ground = fit.ground()
    who = fit.volunteers(Volunteer.objects.filter(pk=volunteer.pk), ground, on=on)
    offered = fit.open_assignments(Assignment.objects.all(), ground, on=on)
    banned, day = fit.met(who, offered, Application), fit.day_of(on)

    def fitting(**changed: np.ndarray) -> int:
        return int(rank(replace(who, **changed), offered, ground.world, day=day, k=1, exclude=banned).fits[0])

    found = ((km, fitting(max_km=np.array([km], np.float32))) for km in FARTHER_KM if km > volunteer.max_km)
    km, within = next(((km, count) for km, count in found if count), (None, 0))
    from_home = 0 if volunteer.is_remote_ok else fitting(remote_ok=np.array([True]))
    return Elsewhere(km, within, from_home)
