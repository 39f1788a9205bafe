"""Judging weights on weeks they were not learned from: do they foresee a yes, and how high do they put it?"""

from dataclasses import dataclass
from enum import Enum
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.learning.refit import Learned, Numbers, Seen, keep, learn
from matching.ranking.arrays import Rows

ENOUGH = 150
"""So many must be accepted before anything is learned: with fewer, weights by hand are better."""
ENOUGH_TO_JUDGE = 30
HELD_OUT = 4
"""One week in so many is kept for judging: the last ones."""
SURE = 2.0
"""How many standard errors a gain must be worth."""
NOTICEABLE = 0.005
"""Of NDCG."""


class Verdict(Enum):
    """What can be said of the learned weights."""

    TOO_FEW = "too few"
    UNSURE = "unsure"
    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True, slots=True)
class Judged:
    """How the weights in use do on the weeks held out, and those learned from the weeks before."""

    since: int
    lists: int
    accepted: int
    losses: tuple[float, float]
    gain: float
    error: float
    """Of the gain: how much it would vary from one set of lists to another."""
    ndcg: tuple[float, float]

    @property
    def verdict(self) -> Verdict:
        if self.accepted < ENOUGH_TO_JUDGE or not self.error > 0:
            return Verdict.UNSURE
        higher = self.ndcg[1] - self.ndcg[0]
        if self.gain < -SURE * self.error or higher < -NOTICEABLE:
            return Verdict.WORSE
        return Verdict.BETTER if self.gain > SURE * self.error else Verdict.UNSURE


@dataclass(frozen=True, slots=True)
class Refit:
    """What is learned from all weeks, and how well that goes, judged on the last ones."""

    learned: Learned | None
    judged: Judged | None

    @classmethod
    def of(cls, seen: Seen, *, hand: npt.ArrayLike, in_use: npt.ArrayLike, sources: int) -> Self:
        """Learn and judge; below `ENOUGH` nothing is learned."""
        if seen.accepted.sum() < ENOUGH:
            return cls(None, None)
        return cls(learn(seen, hand=hand, sources=sources), judge(seen, hand, in_use, sources))

    @property
    def verdict(self) -> Verdict:
        if self.learned is None:
            return Verdict.TOO_FEW
        return self.judged.verdict if self.judged else Verdict.UNSURE


def judge(seen: Seen, hand: npt.ArrayLike, in_use: npt.ArrayLike, sources: int) -> Judged | None:
    """Learn from the first weeks and compare on the last; None when there is but one week."""
    weeks = np.unique(seen.week)
    held = weeks[len(weeks) - max(1, len(weeks) // HELD_OUT) :]
    is_held = np.isin(seen.week, held)
    if is_held.all():
        return None
    before, after = seen.take(~is_held), seen.take(is_held)
    both = keep(before, weights=in_use, sources=sources), learn(before, hand=hand, sources=sources)
    per_list = [losses(after, each) for each in both]
    old, new = (float(each.sum() / after.stands_for.sum()) for each in per_list)
    gains = per_list[0] - per_list[1]
    return Judged(
        since=int(held[0]),
        lists=len(gains),
        accepted=int(after.accepted.sum()),
        losses=(old, new),
        gain=old - new,
        error=float(np.sqrt(len(gains)) * gains.std() / after.stands_for.sum()),
        ndcg=(ndcg(after, both[0].weights), ndcg(after, both[1].weights)),
    )


def losses(seen: Seen, learned: Learned) -> Numbers:
    """Add up for each list by how much the chances of its assignments missed (log-loss)."""
    odds = learned.log_odds(seen)
    lost = seen.stands_for * (np.logaddexp(0, odds) - seen.accepted * odds)
    summed: Numbers = np.bincount(renumbered(seen.list), lost)
    return summed


def ndcg(seen: Seen, weights: npt.ArrayLike) -> float:
    """Tell how high these weights alone would have put what was accepted: 1 is always on top.

    Lists with nothing accepted say nothing; where there is no other, NaN. Equal scores keep the order shown.
    """
    number = renumbered(seen.list)
    order = np.lexsort((seen.position, -(seen.signals @ np.asarray(weights, np.float64)), number))
    accepted, number = seen.accepted[order], number[order]
    best = np.lexsort((~accepted, number))
    got = np.bincount(number, accepted * discounts(number))
    most = np.bincount(number, accepted[best] * discounts(number))
    said = most > 0
    return float((got[said] / most[said]).mean()) if said.any() else float("nan")


def discounts(number: Rows) -> Numbers:
    """What a place is worth, for rows that stand list by list."""
    firsts = np.flatnonzero(np.diff(number, prepend=-1))
    place = np.arange(len(number)) - firsts[number]
    discount: Numbers = 1 / np.log2(place + 2)
    return discount


def renumbered(number: Rows) -> Rows:
    """Number lists anew from 0 without gaps."""
    return np.unique(number, return_inverse=True)[1].astype(np.int64)
