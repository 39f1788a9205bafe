"""Handing out many lists: what is on its way counts, so that not everyone is sent to the same needy few."""

from collections.abc import Callable, Iterator

import numpy as np

from matching.ranking.arrays import NO_PAIRS, Pairs, Rows, Volunteers
from matching.ranking.coming import SIGNUPS_PER_LOOK, handed_out
from matching.ranking.fast import Listed, ranked
from matching.ranking.prepared import Prepared

FEWEST_ROUNDS = 4
LARGEST_ROUND = 500


def rounds_for(readers: int) -> int:
    """In how many rounds to write to so many."""
    return max(FEWEST_ROUNDS, -(-readers // LARGEST_ROUND))


def in_rounds(
    volunteers: Volunteers,
    prepared: Prepared,
    *,
    rounds: int,
    typical: float,
    rate: float = SIGNUPS_PER_LOOK,
    seed: int,
    k: int = 5,
    fewest: int = 0,
    exclude: Callable[[Rows], Pairs] = lambda _rows: NO_PAIRS,
    threads: int = 1,
) -> Iterator[tuple[Rows, Listed]]:
    """List in random order, in so many rounds; what each is expected to bring counts in the next.

    Each round names its rows, rising; whom fewer than `fewest` fit has an empty list. `exclude` is asked for
    its pairs, numbered by place in the round.
    """
    order = np.random.default_rng(seed).permutation(len(volunteers))
    for rows in map(np.sort, np.array_split(order, rounds)):
        listed = ranked(volunteers.take(rows), prepared, k=k, exclude=exclude(rows), threads=threads)
        listed = listed.without(listed.fits < fewest)
        yield rows, listed
        coming = handed_out(listed, prepared.assignments.appeal, typical=typical, rate=rate)
        prepared = prepared.expecting(prepared.assignments.expected + coming)
