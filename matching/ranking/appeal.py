"""How many say yes to an assignment, beside how many were to be expected: what no field of a form tells."""

import numpy as np
import numpy.typing as npt

from matching.ranking.arrays import Floats, Rows

type Numbers = npt.NDArray[np.floating]

DOUBT = 4.0
"""So many expected sign-ups weigh as much as what is thought of it beforehand."""
STRONGEST = 1.5
"""No appeal moves the odds by more, in log-odds."""


def appeal(signups: Floats, expected: Floats, organisation: Rows) -> Floats:
    """Compare sign-ups with those to be expected from how often and by whom it was seen, in log-odds.

    Where little is known of an assignment it is thought to be like its organisation's others, and these
    like any. Every array is [m]; those that are closed tell of their organisation, too.
    """
    scaled = expected.astype(np.float64) * (float(signups.sum()) / max(float(expected.sum()), 1e-9))
    known = DOUBT / (DOUBT + scaled)
    of = np.unique(organisation, return_inverse=True)[1]
    theirs = shrunk(np.bincount(of, signups * known), np.bincount(of, scaled * known), 1.0)
    own = shrunk(signups, scaled, theirs[of])
    return np.clip(np.log(own), -STRONGEST, STRONGEST).astype(np.float32)


def shrunk(signups: Numbers, expected: Numbers, thought: Numbers | float) -> Numbers:
    """Divide sign-ups by those expected, leaning to what was thought of them."""
    ratio: Numbers = (signups + DOUBT * thought) / (expected + DOUBT)
    return ratio
