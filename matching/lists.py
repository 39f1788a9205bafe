"""One volunteer's list: what fits her first, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.db.models import FETCH_RAISE

from assignments.finding.find import Found
from assignments.models import Assignment
from assignments.querysets import AssignmentQuerySet
from matching.models import Digest
from matching.offers import KEEPER as OFFERS
from matching.ranking import Reason, Why, rank, reasons
from matching.reach import Reach
from matching.reasons import read, sentences, vocabulary
from matching.steering.models import Dismissal

LENGTH = 20


@dataclass(frozen=True)
class Suggested:
    """An assignment in a list, and why it is there."""

    assignment: Assignment
    reasons: Sequence[str]
    is_wider: bool = False


def cards(*, on: date) -> AssignmentQuerySet:
    """What one can apply to on the day, with as much as a card shows."""
    return Assignment.objects.open(on=on).with_places().for_cards().fetch_mode(FETCH_RAISE)


def best(reach: Reach, *, among: Found, on: date) -> list[Suggested]:
    """List what of all that was found fits her best, those a little farther away last.

    A place she asks for counts instead of how far she usually goes. What is a little farther away fills the
    page: then its length is the number of hits.
    """
    now = OFFERS.current(on=on, shelf=among.selection.shelf)
    who = reach.anywhere if among.asks_where else reach.who
    offered = now.assignments.take(np.flatnonzero(now.rows_of(among.selection)))
    world, model = now.ground.world, replace(now.model, few=LENGTH)
    ranking = rank(who, offered, world, day=now.day, k=LENGTH, model=model)
    (why,) = reasons(who, offered, world, ranking, day=now.day)
    keys = offered.id[ranking.indices[0, : len(why)]].tolist()
    wider = ranking.is_wider[0, : len(why)].tolist()
    return told(zip(keys, why, wider, strict=True), on=on)


def of_digest(digest: Digest, *, on: date) -> list[Suggested]:
    """List what a digest suggested, as far as one can still apply and she has not put it away since."""
    put_away = Dismissal.objects.filter(volunteer=digest.volunteer_id).values("assignment")
    kept = digest.suggestions.exclude(assignment__in=put_away).values_list("assignment_id", "reasons")
    return told([(key, read(why), False) for key, why in kept], on=on)


def told(chosen: Iterable[tuple[int, Sequence[Reason], bool]], *, on: date) -> list[Suggested]:
    """Fetch the assignments of a list and put its reasons into words; what is closed by now is left out."""
    chosen = list(chosen)
    open_ = cards(on=on).in_bulk([key for key, _why, _wider in chosen])
    words = vocabulary(reason for _key, why, _wider in chosen for reason in why)
    return [
        Suggested(open_[key], sentences(as_of_now(why, open_[key]), open_[key], words), is_wider)
        for key, why, is_wider in chosen
        if key in open_
    ]


def as_of_now(why: Sequence[Reason], assignment: Assignment) -> Sequence[Reason]:
    """Count again who has signed up: somebody may have done so since the list was made."""
    come = assignment.places_taken + assignment.unanswered
    counted = Reason(Why.TAKEN, come) if come else Reason(Why.NOBODY)
    return [counted if reason.why in {Why.NOBODY, Why.TAKEN} else reason for reason in why]
