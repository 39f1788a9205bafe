"""The best found so far: kept in no order above an edge that rises, sorted at last, and picked from."""

from typing import NamedTuple

import numpy as np

from matching.ranking.arrays import Floats, Rows, Slots
from matching.ranking.kernel.compiled import LANES, highest, inner, lowest, part, reaching
from matching.ranking.kernel.packed import Dials, Float, Grid, Ints
from matching.ranking.kernel.pair import NEVER, ZERO, u32, u64

BUCKETS, IN_ONE = 128, np.float32(16)
"""Scores are counted by the sixteenth of a log-odds."""
LOWEST = np.finfo(np.float32).min
STRIDE = 4 * LANES
TILE = 32
"""So many blocks are looked at together."""


class Best(NamedTuple):
    """Those held, how many there were in each bucket, and room to sort and to look around."""

    score: Floats
    relevance: Floats
    row: Ints
    counts: Ints
    sorted_score: Floats
    sorted_relevance: Floats
    sorted_row: Ints
    left: Floats
    activity: Ints
    organisation: Ints
    found: Floats
    moved: Floats
    marks: Slots
    marked: Ints
    drawn: Floats
    sums: Floats
    guesses: Ints
    """How far the edge came lately, but for a little, by how many fitted."""


class State(NamedTuple):
    """How many are held, the bucket at the edge, and how many there were from there on."""

    held: int
    edge: int
    above: int


class Lists(NamedTuple):
    """What is found for n volunteers, k each, and how many fit."""

    indices: Ints
    scores: Floats
    relevance: Floats
    fits: Rows


@part
def edge_of(state: State, low: Float) -> Float:
    """Tell the least score that may still come among the best."""
    return low + np.float32(state.edge) / IN_ONE if state.edge > 0 else LOWEST


@part
def mark(best: Best, blocks: int) -> int:
    """List what is marked in these blocks, and count it."""
    count = 0
    for block in range(blocks):
        marks = best.marks[block]
        while marks != 0:
            best.marked[count] = block * LANES + lowest(marks)
            marks = u32(marks & u32(marks - u32(1)))
            count += 1
    return count


@part
def drop(best: Best, held: int, edge: Float) -> int:
    """Let go of what has fallen behind the edge."""
    kept = 0
    for each in range(held):
        e, k = u64(each), u64(kept)
        best.score[k], best.relevance[k], best.row[k] = best.score[e], best.relevance[e], best.row[e]
        kept += int(best.score[e] >= edge)
    return kept


@part
def padded(held: int) -> int:
    """Round up, so that a compiled loop has no rest to go through one by one."""
    return (held + STRIDE - 1) // STRIDE * STRIDE


@part
def sort(best: Best, held: int, size: int) -> int:
    """Put the best of those held in order, of equals the lower row first: count who stands before each."""
    for each in range(held, padded(held)):
        best.score[each] = NEVER
    for each in range(held):
        score, row, before = best.score[each], best.row[each], u32(0)
        for other in range(padded(held)):
            equal = (best.score[u64(other)] == score) & (best.row[u64(other)] < row)
            before = u32(before + u32((best.score[u64(other)] > score) | equal))
        if before < size:
            best.sorted_score[before], best.sorted_row[before] = score, row
            best.sorted_relevance[before] = best.relevance[each]
    return min(held, size)


@inner
def cut(best: Best, held: int, size: int) -> int:
    """Hold only the best."""
    held = sort(best, held, size)
    for each in range(held):
        best.score[each], best.row[each] = best.sorted_score[each], best.sorted_row[each]
        best.relevance[each] = best.sorted_relevance[each]
    return held


@part
def keep(best: Best, score: Float, relevance: Float, row: int, low: Float, size: int, state: State) -> State:
    """Hold one more, and raise the edge to what as many as are wanted have reached."""
    held, edge, above = state
    bucket = min(max(int((score - low) * IN_ONE), 0), BUCKETS - 1)
    if bucket < edge:
        return state
    if held == len(best.score):
        held = cut(best, held, size)
    best.score[held], best.relevance[held], best.row[held] = score, relevance, row
    best.counts[bucket] += 1
    above += 1
    while edge < BUCKETS - 1 and above - best.counts[edge] >= size:
        above -= best.counts[edge]
        edge += 1
    return State(held + 1, edge, above)


@part
def lay_out(best: Best, held: int, grid: Grid) -> None:
    """Lay out what may be picked, each with its main activity and its organisation."""
    for each in range(held):
        row = best.sorted_row[each]
        best.left[each] = best.sorted_score[each]
        best.activity[each], best.organisation[each] = grid.main_activity[row], grid.organisation[row]
    for each in range(held, padded(held)):
        best.left[each] = NEVER


@part
def first_of_left(best: Best, held: int) -> int:
    """Find the best that is left, the first of equals."""
    top = NEVER
    for start in range(0, held, LANES):
        top = max(top, highest(best.left, u64(start)))
    for start in range(0, held, LANES):
        equal = reaching(best.left, u64(start), top)
        if equal != 0:
            return int(start + lowest(equal))
    return 0


@part
def charge(best: Best, held: int, chosen: int, dials: Dials) -> None:
    """Charge those of the same main activity, then those of the same organisation, for the repeat."""
    activity, organisation = best.activity[chosen], best.organisation[chosen]
    best.left[chosen] = NEVER
    for each in range(padded(held)):
        e = u64(each)
        left = best.left[e] + (dials.same_activity if best.activity[e] == activity else ZERO)
        best.left[e] = left + (dials.same_organisation if best.organisation[e] == organisation else ZERO)


@part
def pick(best: Best, held: int, grid: Grid, dials: Dials, lists: Lists, row: int) -> None:
    """Pick greedily from the best, as `pick.diverse` does."""
    lay_out(best, held, grid)
    for rank in range(min(held, lists.indices.shape[1])):
        chosen = first_of_left(best, held)
        lists.indices[row, rank] = best.sorted_row[chosen]
        lists.scores[row, rank] = best.sorted_score[chosen]
        lists.relevance[row, rank] = best.sorted_relevance[chosen]
        charge(best, held, chosen, dials)
