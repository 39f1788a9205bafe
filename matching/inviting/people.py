"""The ranker turned round: who of those who may be invited suits one assignment best, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import isnan

import numpy as np
from django.db.models import FETCH_RAISE, Count

from assignments.models import Assignment
from matching import fit
from matching.inviting.models import Invitation
from matching.inviting.welcome import invitable
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

LENGTH = 20
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
    reasons: Sequence[str]


def best(assignment: Assignment, *, on: date, at: datetime) -> list[Person]:
    """List those it suits best of those who may be invited to it now."""
    offers = OFFERS.current(on=on)
    row, _stands = offers.shelf.rows_of(np.array([assignment.pk]))
    asked = offers.assignments.take(row)
    keys = invitable(assignment, on=on, at=at).keys() if len(asked) else []
    who = fit.volunteers(keys, offers.ground, on=on)
    chosen = who.take(first(who, asked, offers, at=at)) if keys else who
    why = [reasons(chosen.take(np.array([place])), asked, offers) for place in range(len(chosen))]
    return described(chosen, kilometres(chosen, asked, offers.ground.world) if keys else who.max_km, why)


def first(who: Volunteers, asked: Assignments, offers: Offers, *, at: datetime) -> Rows:
    """Find the rows of the best: by relevance and chance, whoever was invited lately later."""
    pairs, world = who.column(), offers.ground.world
    score = relevance(pairs, asked, world, offers.model)
    score = score + tie_noise(pairs.id, asked.id, offers.model, day=offers.day)
    score = score[:, 0] - ASKED_ALREADY * times_invited(who.id, since=at - LATELY)
    score[fitting(pairs, asked, world)[:, 0] < Fit.WITHIN] = -np.inf
    order = np.argsort(-score, kind="stable")[:LENGTH]
    return order[np.isfinite(score[order])]


def times_invited(keys: Rows, *, since: datetime) -> Floats:
    """Count how often each of these was invited, to whatever it was."""
    lately = Invitation.objects.filter(created_at__gt=since, volunteer__in=keys.tolist()).order_by()
    counts = dict(lately.values_list("volunteer").annotate(Count("pk")))
    return np.array([counts.get(key, 0) for key in keys.tolist()], np.float32)


def reasons(who: Volunteers, asked: Assignments, offers: Offers) -> list[Reason]:
    """Say what speaks for one person, what weighs most first."""
    weights = weighed(who, asked, offers.ground.world, offers.model)
    weight = dict(zip(SIGNALS, [float(each[0]) for each in weights], strict=True))
    said = statements(Pair(who, asked, offers.ground.world, offers.day, is_wider=False))
    about_her = [(-weight[signal], reason) for signal, reason in said if signal in weight]
    return [reason for _weight, reason in sorted(about_her, key=lambda one: one[0])]


def described(who: Volunteers, far: Floats, why: Sequence[Sequence[Reason]]) -> list[Person]:
    """Read what may be shown of them, and put the reasons into words."""
    rows = Volunteer.objects.select_related("user", "municipality").fetch_mode(FETCH_RAISE)
    shown = rows.only("user__name", "municipality__label").in_bulk(who.id.tolist())
    words = vocabulary(reason for each in why for reason in each)
    return [
        person(shown[key], None if isnan(km) else km, sentences(each, words))
        for key, km, each in zip(who.id.tolist(), far.tolist(), why, strict=True)
        if key in shown
    ]


def person(volunteer: Volunteer, km: float | None, reasons: Sequence[str]) -> Person:
    place = volunteer.municipality.label if volunteer.municipality else ""
    return Person(volunteer.pk, volunteer.user.first_name, place, km, reasons)
