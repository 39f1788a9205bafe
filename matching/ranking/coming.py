"""What lists will bring: who looks at them, how keen they are, and how many will sign up."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from matching.ranking.arrays import Assignments, Floats, Rows, Volunteers, World
from matching.ranking.market import open_market
from matching.ranking.model import LAUNCH, Model

SAMPLE = 500
SIGNUPS_PER_LOOK = 0.01
"""How often someone who looks at a typical item signs up, until the portal has counted its own."""
KEENEST = 30.0
WEB, MAIL = 0.7, 0.5


def looked_at(positions: Rows, *, fading: float | npt.NDArray[np.floating]) -> Floats:
    """Share of readers who come to a position, counted from 1; it fades less in a letter than on a page."""
    return (positions.astype(np.float64) ** -fading).astype(np.float32)


def keen_looks(relevance: Floats, looks: Floats, *, typical: float) -> Floats:
    """Count those who look at items handed out, each as much as she is keener than the typical pair."""
    keenness = np.minimum(KEENEST, np.exp(relevance.astype(np.float64) - typical))
    return (looks * keenness).astype(np.float32)


def expected_signups(
    relevance: Floats, looks: Floats, *, typical: float, rate: float = SIGNUPS_PER_LOOK
) -> Floats:
    """Expect sign-ups from items handed out, at so many per look at a typical item.

    What an assignment's appeal adds to the odds is part of the relevance here.
    """
    return keen_looks(relevance, looks, typical=typical) * np.float32(rate)


def typical_relevance(
    volunteers: Volunteers,
    assignments: Assignments,
    world: World,
    *,
    day: int,
    seed: int,
    model: Model = LAUNCH,
) -> float:
    """Take the log of the mean odds over all pairs that fit, from a sample of volunteers; 0 if none fit."""
    volunteers.check(world)
    assignments.check(world)
    rows = np.random.default_rng(seed).permutation(len(volunteers))[:SAMPLE]
    market, _ = open_market(volunteers.take(rows), assignments, world, model=model, day=day)
    odds, pairs = 0.0, 0
    for block in market.blocks():
        fitting = market.relevance_of_fits(block).astype(np.float64)
        odds, pairs = odds + np.exp(fitting).sum(), pairs + len(fitting)
    return float(np.log(odds / pairs)) if pairs else 0.0


class Listing(Protocol):
    """Lists of n volunteers, k long, best first."""

    @property
    def indices(self) -> npt.NDArray[np.signedinteger]: ...
    @property
    def relevance(self) -> Floats: ...


def handed_out(
    ranking: Listing,
    appeal: Floats,
    *,
    typical: float,
    rate: float = SIGNUPS_PER_LOOK,
    fading: float = MAIL,
) -> Floats:
    """Add up what these lists are expected to bring to each assignment, of such appeal [m]."""
    listed = ranking.indices >= 0
    columns = ranking.indices[listed]
    positions = np.broadcast_to(np.arange(1, listed.shape[1] + 1), listed.shape)[listed]
    relevance = ranking.relevance[listed] + appeal[columns]
    coming = expected_signups(relevance, looked_at(positions, fading=fading), typical=typical, rate=rate)
    return np.bincount(columns, coming, minlength=len(appeal)).astype(np.float32)
