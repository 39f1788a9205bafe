"""The ranker: pure functions over arrays, no Django inside; the page and the digest both call it.

`rank` lists the best open assignments for each volunteer; `ranked` gives the very same by a compiled kernel,
from what `prepare` has made ready; `in_rounds` does so for many at once without sending everyone to the same
few; `reasons` says why. What they are told stands in `arrays`, the dials in `model`.
"""

from matching.ranking.arrays import (
    FAR_DAY,
    NO_PAIRS,
    PLACES_OF_A_NEED,
    Assignments,
    Pairs,
    Volunteers,
    World,
)
from matching.ranking.coming import expected_signups, looked_at, typical_relevance
from matching.ranking.listed import signals_of
from matching.ranking.model import CONTRIBUTIONS, LAUNCH, Model, Rhythm
from matching.ranking.rank import Ranking, rank
from matching.ranking.reasons import Reason, Why, reasons
from matching.ranking.world import bits_of, build_world, mask_of

__all__ = [
    "CONTRIBUTIONS",
    "FAR_DAY",
    "LAUNCH",
    "NO_PAIRS",
    "PLACES_OF_A_NEED",
    "Assignments",
    "Model",
    "Pairs",
    "Ranking",
    "Reason",
    "Rhythm",
    "Volunteers",
    "Why",
    "World",
    "bits_of",
    "build_world",
    "expected_signups",
    "looked_at",
    "mask_of",
    "rank",
    "reasons",
    "signals_of",
    "typical_relevance",
]
