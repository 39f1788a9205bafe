"""The ranker turned round: who of those who may be invited suits one assignment best, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isnan
from typing import Self

import numpy as np
from django.db.models import FETCH_RAISE, Count

from assignments.models import Assignment
from matching import fit
from matching.inviting import welcome
from matching.inviting.models import Invitation
from matching.inviting.words import sentences
from matching.offers import KEEPER as OFFERS
from matching.offers import Offers
from matching.ranking import Assignments, Reason, Volunteers
from matching.ranking.arrays import Floats, Rows
from matching.ranking.filters import fitting, kilometres
from matching.ranking.model import SIGNALS, Fit
from matching.ranking.reasons import Pair, statements
from matching.ranking.signals import relevance, weighed
from matching.ranking.standing import tie_noise
from matching.reasons import vocabulary
from matching.volunteers.models import Volunteer

LENGTH, POOL = 20, 200
LATELY = timedelta(days=30)
ASKED_ALREADY = np.float32(0.7)
"""What each invitation of the last month costs, log-odds: half the chance, so that others are asked too."""


@dataclass(frozen=True)
class Person:
    """What an organisation sees of somebody whom an assignment suits: no more than this."""

    key: int
    first_name: str
    municipality: str
    km: float | None
    is_here: bool
    """She lives in the municipality where it is: then the kilometres say nothing."""
    reasons: Sequence[str]

    @classmethod
    def of(cls, volunteer: Volunteer, km: float, *, is_here: bool, reasons: Sequence[str]) -> Self:
        place = volunteer.municipality.label if volunteer.municipality else ""
        return cls(
            volunteer.pk, volunteer.user.first_name, place, None if isnan(km) else km, is_here, reasons
        )


@dataclass(frozen=True)
class Found:
    """The first of those who may be invited to an assignment, and how many there are."""

    people: list[Person]
    number: int | None
    """None when there are more than can be weighed."""


def best(assignment: Assignment, *, on: date, at: datetime) -> Found:
    """Find those it suits best of those who may be invited to it now."""
    offers = OFFERS.current(on=on)
    row, _stands = offers.shelf.rows_of(np.array([assignment.pk]))
    asked = offers.assignments.take(row)
    keys = welcome.crowd(assignment, on=on, at=at) if len(asked) else []
    if not keys:
        return Found([], 0)
    who = fit.volunteers(keys, fit.ground(), on=on)
    chosen = who.take(first(who, asked, offers, since=at - LATELY))
    return Found(described(chosen, asked, offers), len(keys) if len(keys) < welcome.CROWD else None)


def first(who: Volunteers, asked: Assignments, offers: Offers, *, since: datetime) -> Rows:
    """Find the rows of the best: by relevance and chance, those invited since then later."""
    pairs, world = who.column(), offers.world
    score = relevance(pairs, asked, world, offers.model)
    score = score + tie_noise(pairs.id, asked.id, offers.model, day=offers.day)
    score = np.where(fitting(pairs, asked, world) == Fit.WITHIN, score, -np.inf)[:, 0]
    pool = np.argsort(-score, kind="stable")[:POOL]
    pool = pool[np.isfinite(score[pool])]
    cooled = score[pool] - ASKED_ALREADY * times_invited(who.id[pool], since=since)
    order: Rows = pool[np.argsort(-cooled, kind="stable")][:LENGTH]
    return order


def times_invited(keys: Rows, *, since: datetime) -> Floats:
    """Count how often each of these was invited, to whatever it was."""
    lately = Invitation.objects.filter(created_at__gt=since, volunteer__in=keys.tolist()).order_by()
    counts = dict(lately.values_list("volunteer").annotate(Count("pk")))
    return np.array([counts.get(key, 0) for key in keys.tolist()], np.float32)


def described(who: Volunteers, asked: Assignments, offers: Offers) -> list[Person]:
    """Read what may be shown of them, and put what speaks for each into words."""
    why = [reasons(who.take(np.array([place])), asked, offers) for place in range(len(who))]
    words = vocabulary(reason for each in why for reason in each)
    rows = Volunteer.objects.select_related("user", "municipality").fetch_mode(FETCH_RAISE)
    shown = rows.only("user__name", "municipality__label").in_bulk(who.id.tolist())
    far = kilometres(who, asked, offers.world).tolist()
    is_here = ((who.municipality == asked.municipality) & (who.municipality >= 0)).tolist()
    return [
        Person.of(shown[key], km, is_here=here, reasons=sentences(each, words))
        for key, km, here, each in zip(who.id.tolist(), far, is_here, why, strict=True)
        if key in shown
    ]


def reasons(who: Volunteers, asked: Assignments, offers: Offers) -> list[Reason]:
    """Say what speaks for one person, what weighs most first."""
    weights = weighed(who, asked, offers.world, offers.model)
    weight = dict(zip(SIGNALS, [float(each[0]) for each in weights], strict=True))
    said = statements(Pair(who, asked, offers.world, offers.day, is_wider=False))
    about_her = [(-weight[signal], reason) for signal, reason in said if signal in weight]
    return [reason for _weight, reason in sorted(about_her, key=lambda one: one[0])]
