"""The dials of the ranker: what each signal weighs, and how much need, freshness and chance may move."""

from dataclasses import dataclass
from enum import IntEnum
from math import log1p

SIGNALS = ("interest", "distance", "time", "rhythm", "skill", "hours", "group")
CONTRIBUTIONS = (*SIGNALS, "need", "timeliness", "appeal")


class Fit(IntEnum):
    """How an assignment stands to what the volunteer asked for."""

    NO = 0
    WIDER = 1
    WITHIN = 2


class Rhythm(IntEnum):
    """What the volunteer wishes: to help once, regularly, or both (the same as not having said)."""

    BOTH = 0
    ONCE = 1
    REGULAR = 2


@dataclass(frozen=True, slots=True)
class Model:
    """One setting of the dials; its version is stored with everything that was ranked by it.

    The weights are log-odds from the worst to the best value of a signal. What, where and when are
    three independent conditions for a yes and weigh most; kappa 0 lifts nothing for lacking people.
    """

    version: str = "portal-2"
    interest: float = 2.5
    distance: float = 2.0
    time: float = 2.0
    rhythm: float = 1.0
    skill: float = 1.5
    hours: float = 1.0
    group: float = 0.5
    kappa: float = 1.1
    first_sign_up: float = 7.0
    """How much more than another sign-up the first one is worth."""
    fresh: float = 0.10
    deadline: float = 0.10
    tie: float = 0.05
    same_activity: float = 0.90
    same_organisation: float = 0.80
    few: int = 10
    pool: int = 40

    @property
    def weights(self) -> tuple[float, ...]:
        """Give the weights of the seven signals in their order."""
        return (
            self.interest,
            self.distance,
            self.time,
            self.rhythm,
            self.skill,
            self.hours,
            self.group,
        )

    @property
    def most_need(self) -> float:
        """Give what an assignment is lifted by that nobody has signed up for or is expected to."""
        return self.kappa * log1p(self.first_sign_up)


LAUNCH = Model()
