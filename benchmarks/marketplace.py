"""The ranker in a made-up market: a policy for a simulator of a month of volunteers and assignments.

The simulator hands over what was stated, asks for lists, and tells who applied and how many have signed up.
All between is the ranker itself: its signals, need, forecast, appeal and diversity, and the compiled kernel.
"""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.ranking import (
    Assignments,
    Pairs,
    Rhythm,
    Volunteers,
    World,
    build_world,
    signals,
    typical_relevance,
)
from matching.ranking.appeal import appeal
from matching.ranking.arrays import Demands, Floats, Masks, Rows, packed
from matching.ranking.coming import keen_looks
from matching.ranking.fast import ranked
from matching.ranking.forecast import Traffic, rate_of, weeks_ahead
from matching.ranking.model import LAUNCH
from matching.ranking.prepared import Prepared, prepare
from matching.ranking.world import ticked_together

SAMPLE = 2000
MONTH = 28
RHYTHMS = np.array([Rhythm.ONCE, Rhythm.REGULAR, Rhythm.BOTH], np.int8)
NOWHERE = -1


class Counts:
    """What the portal counts of its own, [m] or in all."""

    def __init__(self, stated: Any) -> None:
        known = stated.published_day < 0
        self.seen_before = np.where(known, stated.initial_signups[known].mean(), 0)
        self.signups, self.applied = stated.initial_signups, np.full(stated.n, NOWHERE)
        self.looks, self.days_open = np.zeros((2, stated.m))
        self.keen_looks = self.from_lists = self.from_elsewhere = 0.0

    def yesterday(self, state: Any) -> None:
        """Part those who signed up since the last morning by where they came from."""
        new = state.applied[(state.applied != NOWHERE) & (state.applied != self.applied)]
        came = state.signups - self.signups
        unlisted = np.maximum(0, came - np.bincount(new, minlength=len(came))).sum()
        self.from_elsewhere += unlisted
        self.from_lists += came.sum() - unlisted
        self.signups, self.applied = state.signups, state.applied

    def traffic(self, state: Any, *, day: int) -> Traffic:
        """Tell how many come, and what of it."""
        return Traffic(
            visits=state.visits / day if day else len(self.applied) / MONTH,
            rate=rate_of(self.from_lists, self.keen_looks),
            elsewhere=(self.from_elsewhere + 2) / (self.days_open.sum() + 100),
        )

    def to_be_expected(self, traffic: Traffic) -> Floats:
        """Tell how many would have signed up if all appealed alike."""
        came = traffic.elsewhere * self.days_open + traffic.rate * self.looks
        expected: Floats = (self.seen_before + came).astype(np.float32)
        return expected


class ProductPolicy:
    """The portal, as the simulator asks it."""

    def start(self, stated: Any) -> None:
        """Read what was stated; of what came before, no more is known than how many had signed up."""
        self.volunteers, self.offered, self.world = volunteers(stated), offered(stated), world(stated)
        self.counts = Counts(stated)
        chosen = np.random.default_rng(0).permutation(stated.n)[:SAMPLE]
        self.sample = self.volunteers.take(chosen)
        self.typical: float | None = None

    def day(self, day: int, state: Any) -> None:
        """Each night: count, learn what appeals, and look a week ahead."""
        self.counts.yesterday(state)
        traffic = self.counts.traffic(state, day=day)
        signups = state.signups.astype(np.float32)
        known = appeal(signups, self.counts.to_be_expected(traffic), self.offered.organisation)
        self.offered = replace(self.offered, appeal=known, expected=np.zeros_like(known))
        ready = self.ready(day, state)
        if self.typical is None:
            self.typical = typical_relevance(self.volunteers, ready.assignments, self.world, day=day, seed=0)
        expected = weeks_ahead(self.sample, ready, traffic, typical=self.typical)
        self.offered, self.rate = replace(self.offered, expected=expected), traffic.rate
        self.counts.days_open += ready.assignments.is_open

    def ready(self, day: int, state: Any) -> Prepared:
        """Set up what is open at this moment."""
        is_open = state.open & (state.signups < self.offered.places)
        now = replace(self.offered, is_open=is_open, signups=state.signups.astype(np.float32))
        return prepare(now, self.world, day=day)

    def rank(self, volunteers: Rows, day: int, state: Any, k: int) -> npt.NDArray[np.int32]:
        """List for these volunteers what they have not applied to."""
        applied = state.applied[volunteers]
        who = np.flatnonzero(applied != NOWHERE)
        asking = self.volunteers.take(volunteers)
        return ranked(asking, self.ready(day, state), k=k, exclude=Pairs(who, applied[who])).indices

    def shown(self, volunteers: Rows, lists: Rows, examination: Floats) -> None:
        """Expect from what was handed out, and remember who looked at what."""
        who, place = np.nonzero(lists != NOWHERE)
        what = lists[who, place]
        pairs = self.volunteers.take(volunteers[who]), self.offered.take(what)
        relevance = signals.relevance(*pairs, self.world, LAUNCH)
        looks, typical = examination[place], self.typical or 0
        keen = keen_looks(relevance + pairs[1].appeal, looks, typical=typical)
        coming = np.bincount(what, keen * self.rate, minlength=len(self.offered)).astype(np.float32)
        self.offered = replace(self.offered, expected=self.offered.expected + coming)
        plain = keen_looks(relevance, looks, typical=typical)
        self.counts.looks += np.bincount(what, plain, minlength=len(self.offered))
        self.counts.keen_looks += float(keen.sum())


def masks(marks: npt.NDArray[np.bool_]) -> Masks:
    """Make each row of marks a set."""
    return packed(np.pad(marks, ((0, 0), (0, 64 - marks.shape[1]))))


def volunteers(stated: Any) -> Volunteers:
    """Set up what the volunteers stated."""
    return Volunteers(
        id=np.arange(stated.n),
        activities=masks(stated.v_interests),
        groups=masks(stated.v_targets).astype(np.uint8),
        slots=masks(stated.v_slots).astype(np.uint32),
        rhythm=RHYTHMS[stated.v_pattern],
        hours=stated.v_hours.astype(np.float32),
        skills=masks(stated.v_skills),
        norwegian=stated.v_language.astype(np.int8),
        age=stated.v_age.astype(np.int16),
        remote_ok=stated.v_remote_ok,
        certificate_ok=stated.v_cert_ok,
        municipality=stated.v_muni.astype(np.int16),
        max_km=stated.v_maxkm.astype(np.float32),
    )


def offered(stated: Any) -> Assignments:
    """Set up what the organisations stated; what is done from home is done nowhere else."""
    nothing = np.zeros(stated.m, np.float32)
    demands = Demands(
        id=np.arange(stated.m),
        norwegian=stated.a_language.astype(np.int8),
        minimum_age=stated.a_age_min.astype(np.int16),
        certificate=stated.a_cert,
        remote=stated.a_remote,
        municipality=np.where(stated.a_remote, NOWHERE, stated.a_muni).astype(np.int16),
    )
    return Assignments(
        **{field.name: getattr(demands, field.name) for field in fields(demands)},
        **asked(stated),
        is_open=np.zeros(stated.m, np.bool_),
        published=stated.published_day.astype(np.int32),
        deadline=stated.deadline_day.astype(np.int32),
        places=stated.a_capacity.astype(np.float32),
        signups=nothing,
        expected=nothing,
        appeal=nothing,
        organisation=stated.a_org.astype(np.int64),
        main_activity=stated.a_tags.argmax(axis=1).astype(np.int8),
    )


def asked(stated: Any) -> dict[str, Any]:
    """Set up what assignments ask for that nothing demands."""
    return {
        "activities": masks(stated.a_tags),
        "groups": (1 << stated.a_target).astype(np.uint8),
        "slots": masks(stated.a_slots).astype(np.uint32),
        "is_regular": stated.a_recurring,
        "hours": stated.a_hours.astype(np.float32),
        "skills": masks(stated.a_skills),
    }


def world(stated: Any) -> World:
    """Take over the distances, and count what is ticked together."""
    ticked = masks(stated.v_interests)
    tastes = build_world(
        stated.family.tolist(), [], [], both=ticked_together(ticked), people=int(np.count_nonzero(ticked))
    )
    return replace(tastes, distance_km=np.pad(stated.distance_km, (0, 1), constant_values=np.nan))
