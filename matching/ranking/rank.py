"""For each volunteer the open assignments that fit her, best first: for the page and for the digest."""

from dataclasses import dataclass, replace

import numpy as np

from matching.ranking.arrays import NO_PAIRS, Assignments, Bools, Floats, Pairs, Rows, Volunteers, World
from matching.ranking.market import Market, open_market
from matching.ranking.model import CONTRIBUTIONS, LAUNCH, SIGNALS, Model
from matching.ranking.pick import HIDDEN, NOTHING


@dataclass(frozen=True, slots=True)
class Ranking:
    """The lists of n volunteers, k long, best first."""

    indices: Rows
    """Rows in `Assignments`, [n, k]; -1 after the end of a list."""
    scores: Floats
    """Log-odds but for a constant, before diversity, [n, k]; -inf after the end."""
    is_wider: Bools
    """Beyond her radius but within twice that, [n, k]."""
    contributions: Floats
    """What each of `CONTRIBUTIONS` added, log-odds, [n, k, 10]; 0 after the end."""
    fits: Rows
    """How many are within what she asked for, listed or not, [n]."""

    @property
    def relevance(self) -> Floats:
        """Add up the seven signals alone, [n, k]."""
        return self.contributions[:, :, : len(SIGNALS)].sum(axis=2)

    def without(self, rows: Bools) -> "Ranking":
        """Empty these lists."""
        emptied = np.where(rows[:, None], NOTHING, self.indices)
        return replace(self, indices=emptied)


def rank(
    volunteers: Volunteers,
    assignments: Assignments,
    world: World,
    *,
    day: int,
    k: int = 20,
    exclude: Pairs = NO_PAIRS,
    model: Model = LAUNCH,
) -> Ranking:
    """List the k best for each volunteer on the day (days since 1970), none of the excluded pairs."""
    volunteers.check(world)
    assignments.check(world)
    market, bookable = open_market(volunteers, assignments, world, model=model, day=day)
    banned = exclude.within(bookable, of=len(assignments))
    listed = np.full((len(volunteers), k), NOTHING, np.int64)
    fits = np.zeros(len(volunteers), np.int64)
    for rows in market.blocks():
        listed[rows], fits[rows] = market.lists(rows, k=k, banned=banned.among(rows))
    return explained(market, listed, bookable, fits)


def explained(market: Market, listed: Rows, bookable: Rows, fits: Rows) -> Ranking:
    """Fill in what each list is made of."""
    scores = np.full(listed.shape, HIDDEN)
    is_wider = np.zeros(listed.shape, np.bool_)
    contributions = np.zeros((*listed.shape, len(CONTRIBUTIONS)), np.float32)
    rows, places = np.nonzero(listed != NOTHING)
    columns = listed[rows, places]
    scores[rows, places], is_wider[rows, places], contributions[rows, places] = market.explained(
        rows, columns
    )
    indices = listed.copy()
    indices[rows, places] = bookable[columns]
    return Ranking(indices, scores, is_wider, contributions, fits)
