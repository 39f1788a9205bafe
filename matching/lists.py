"""One volunteer's list: what fits her first, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from django.db.models import FETCH_RAISE

from assignments.finding.find import Found
from assignments.models import Assignment
from assignments.querysets import AssignmentQuerySet
from matching.learning import services as learning
from matching.learning.models import Source
from matching.models import Digest
from matching.offers import KEEPER as OFFERS
from matching.ranking import Reason, Why, reasons, signals_of
from matching.ranking.fast import explain, ranked
from matching.reach import Reach
from matching.reasons import Vocabulary, read, sentences, vocabulary
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer

LENGTH = 20


@dataclass(frozen=True)
class Choice:
    """An assignment chosen for a list, by its key, and why."""

    key: int
    why: Sequence[Reason]
    is_wider: bool = False
    signals: Sequence[float] = ()
    """How well it fits by each of the ranker's signals, 0 to 1."""


@dataclass(frozen=True)
class Suggested:
    """An assignment in a list, and why it is there."""

    assignment: Assignment
    reasons: Sequence[str]
    is_wider: bool = False
    signals: Sequence[float] = ()


def cards(*, on: date) -> AssignmentQuerySet:
    """What one can apply to on the day, with as much as a card shows."""
    return Assignment.objects.open(on=on).with_places().for_cards().fetch_mode(FETCH_RAISE)


def best(reach: Reach, *, among: Found, on: date) -> list[Suggested]:
    """List what of all that was found fits her best, those a little farther away last.

    A place she asks for counts instead of how far she usually goes. What is a little farther away fills the
    page: then its length is the number of hits.
    """
    now = OFFERS.current(on=on, found=among.selection)
    who = reach.anywhere if among.asks_where else reach.who
    offered = replace(now.sought(among.selection), model=replace(now.model, few=LENGTH))
    ranking = explain(who, offered, ranked(who, offered, k=LENGTH, among=now.rows_of(among.selection)))
    market = now.assignments, now.world, ranking
    (why,) = reasons(who, *market, day=now.day)
    keys = now.assignments.id[ranking.indices[0, : len(why)]].tolist()
    wider, signals = ranking.is_wider[0].tolist(), signals_of(who, *market)[0].tolist()
    return told([Choice(*each) for each in zip(keys, why, wider, signals, strict=False)], on=on)


def remember(volunteer: Volunteer, shown: Sequence[Suggested], *, at: datetime) -> str:
    """Remember what is shown to her on her page, and give the list's name."""
    return learning.remember(
        volunteer_id=volunteer.pk,
        source=Source.FOR_YOU,
        model_version=OFFERS.version,
        shown=[each.assignment.pk for each in shown],
        signals=np.array([each.signals for each in shown], np.float32),
        at=at,
    )


def of_digest(digest: Digest, *, on: date) -> list[Suggested]:
    """List what a digest suggested, as far as one can still apply and she has not put it away since."""
    put_away = Dismissal.objects.filter(volunteer=digest.volunteer_id).values("assignment")
    kept = digest.suggestions.exclude(assignment__in=put_away).values_list("assignment_id", "reasons")
    return told([Choice(key, read(why)) for key, why in kept], on=on)


def told(chosen: Sequence[Choice], *, on: date) -> list[Suggested]:
    """Fetch the assignments of a list and put its reasons into words; what is closed by now is left out."""
    open_ = cards(on=on).in_bulk([each.key for each in chosen])
    words = vocabulary(reason for each in chosen for reason in each.why)
    return [
        Suggested(assignment, worded(each.why, assignment, words), each.is_wider, each.signals)
        for each in chosen
        if (assignment := open_.get(each.key))
    ]


def worded(why: Sequence[Reason], assignment: Assignment, words: Vocabulary) -> list[str]:
    """Say why, counting those who have signed up as they are now."""
    return sentences(as_of_now(why, assignment), assignment, words)


def as_of_now(why: Sequence[Reason], assignment: Assignment) -> Sequence[Reason]:
    """Count again who has signed up: somebody may have done so since the list was made."""
    come = assignment.places_taken + assignment.unanswered
    counted = Reason(Why.TAKEN, come) if come else Reason(Why.NOBODY)
    return [counted if reason.why in {Why.NOBODY, Why.TAKEN} else reason for reason in why]
