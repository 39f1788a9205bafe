"""What each signal says of the pairs that were listed: kept with the list, to learn from."""

import numpy as np

from matching.ranking import signals
from matching.ranking.arrays import Assignments, Floats, Volunteers, World
from matching.ranking.model import SIGNALS, Model
from matching.ranking.rank import Ranking

UNWEIGHED = Model(interest=1, distance=1, time=1, rhythm=1, skill=1, hours=1, group=1)


def signals_of(volunteers: Volunteers, assignments: Assignments, world: World, ranking: Ranking) -> Floats:
    """Give the seven signals of each listed pair, 0 to 1, [n, k, 7]; 0 after the end of a list."""
    rows, places = np.nonzero(ranking.indices >= 0)
    who, what = volunteers.take(rows), assignments.take(ranking.indices[rows, places])
    said = np.zeros((*ranking.indices.shape, len(SIGNALS)), np.float32)
    said[rows, places] = np.stack(signals.weighed(who, what, world, UNWEIGHED), axis=-1)
    return said
