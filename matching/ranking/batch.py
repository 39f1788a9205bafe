"""Handing out a nation's lists in turns, by the kernel: what is on its way counts in the next."""

from collections.abc import Callable, Iterator

import numpy as np

from matching.ranking.arrays import NO_PAIRS, Pairs, Rows, Volunteers
from matching.ranking.fast import Listed, ranked
from matching.ranking.prepared import Prepared
from matching.ranking.rounds import ROUNDS, SIGNUPS_PER_LOOK, handed_out


def in_turns(
    volunteers: Volunteers,
    prepared: Prepared,
    *,
    typical: float,
    seed: int,
    rate: float = SIGNUPS_PER_LOOK,
    k: int = 5,
    fewest: int = 0,
    turns: int = ROUNDS,
    exclude: Callable[[Rows], Pairs] = lambda _rows: NO_PAIRS,
    threads: int = 1,
) -> Iterator[tuple[Rows, Listed]]:
    """List in random order, in so many turns; what each is expected to bring counts in the next.

    Each turn names its rows, rising; whom fewer than `fewest` fit has an empty list. `exclude` is asked for
    its pairs, numbered by place in the turn.
    """
    order = np.random.default_rng(seed).permutation(len(volunteers))
    for rows in map(np.sort, np.array_split(order, turns)):
        listed = ranked(volunteers.take(rows), prepared, k=k, exclude=exclude(rows), threads=threads)
        listed = listed.without(listed.fits < fewest)
        yield rows, listed
        coming = handed_out(listed, prepared.assignments.appeal, typical=typical, rate=rate)
        prepared = prepared.expecting(prepared.assignments.expected + coming)
