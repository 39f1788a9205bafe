"""From scores to a list: the best few, the first of equals first, and no organisation all over the page."""

import numpy as np

from matching.ranking.arrays import Assignments, Floats, Levels, Rows
from matching.ranking.model import Model

NOTHING = -1
HIDDEN = np.float32(-np.inf)


def best(scores: Floats, count: int) -> Rows:
    """Name the best columns of each row, best first, of equals the lower column first; `NOTHING` when hidden.

    Score and column make one sortable number, so that ties fall the same way however the sorting is done.
    """
    rows, columns = scores.shape
    count = min(count, columns)
    bits = scores.view(np.int32)
    rising = (bits ^ ((bits >> 31) & np.int32(0x7FFFFFFF))).astype(np.int64)
    keys = (rising << 32) | np.arange(columns - 1, -1, -1)
    if count < columns:
        keys = np.partition(keys, columns - count, axis=1)[:, columns - count :]
    keys = np.sort(keys, axis=1)[:, ::-1]
    named = columns - 1 - (keys & 0xFFFFFFFF)
    hidden = scores[np.arange(rows)[:, None], named] == HIDDEN
    return np.where(hidden, NOTHING, named)


def diverse(pool: Rows, scores: Floats, assignments: Assignments, model: Model, *, count: int) -> Rows:
    """Pick greedily from each row's pool; each repeat of a main activity or an organisation costs odds.

    The pool names columns, best first, and `scores` are theirs.
    """
    activity = assignments.main_activity[pool]
    organisation = assignments.organisation[pool]
    left = np.where(pool == NOTHING, HIDDEN, scores)
    rows = np.arange(len(pool))
    picked = np.full((len(pool), count), NOTHING, np.int64)
    for place in range(min(count, pool.shape[1])):
        chosen = left.argmax(axis=1)
        open_ = left[rows, chosen] > HIDDEN
        picked[:, place] = np.where(open_, pool[rows, chosen], NOTHING)
        left = left + repeated(activity, chosen, model.same_activity)
        left = left + repeated(organisation, chosen, model.same_organisation)
        left[rows, chosen] = HIDDEN
    return picked


def repeated(kinds: Levels | Rows, chosen: Rows, odds: float) -> Floats:
    """Charge those of the same kind as the chosen one."""
    same = kinds == kinds[np.arange(len(kinds)), chosen][:, None]
    return np.where(same, np.float32(np.log(odds)), np.float32(0))
