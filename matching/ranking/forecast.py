"""How many will sign up in the two weeks to come: from the lists that will be made, and from elsewhere."""

from dataclasses import dataclass

import numpy as np

from matching.ranking.arrays import Floats, Volunteers
from matching.ranking.coming import SIGNUPS_PER_LOOK, WEB, handed_out
from matching.ranking.fast import ranked
from matching.ranking.prepared import Prepared

DAYS = 14
PASSES = 3
HALF = 0.5
"""Of what lists will bring, as much counts beforehand: otherwise what is foretold would not come."""
LISTED = 20
FIRST = 30
"""So many sign-ups must be counted until they weigh as much as what was thought of them."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the portal has counted of its own."""

    visits: float
    """Lists looked at a day."""
    rate: float
    """Sign-ups per look at a typical item."""
    elsewhere: float
    """Sign-ups a day for an open assignment, by those who came to it in other ways."""


def rate_of(signups: float, keen_looks: float) -> float:
    """Divide sign-ups by looks, each as keen as it was; until there are some, lean to a hundredth."""
    return (signups + FIRST) / (keen_looks + FIRST / SIGNUPS_PER_LOOK)


def weeks_ahead(sample: Volunteers, prepared: Prepared, traffic: Traffic, *, typical: float) -> Floats:
    """Expect so many more sign-ups for each assignment within two weeks, or before its deadline, [m].

    The lists of a sample are made as they would be today, then again with what they bring in mind.
    """
    offered, before = prepared.assignments, prepared.assignments.expected
    days = np.clip(offered.deadline.astype(np.float64) - prepared.day + 1, 0, DAYS)
    from_lists = np.zeros(len(offered))
    from_elsewhere = traffic.elsewhere * np.exp(offered.appeal) * days
    for _ in range(PASSES):
        ready = prepared.expecting((before + from_lists + from_elsewhere).astype(np.float32))
        listed = ranked(sample, ready, k=LISTED)
        coming = handed_out(listed, offered.appeal, typical=typical, rate=traffic.rate, fading=WEB)
        from_lists = (from_lists + coming * days * traffic.visits / max(1, len(sample))) / 2
    return (HALF * from_lists + from_elsewhere).astype(np.float32)
