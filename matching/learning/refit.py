"""Learning the seven weights from what was accepted: pure functions over arrays, no Django inside.

One logistic regression over every assignment that was shown: its signals, how far down it stood, and where
the list was shown. The weights are held near those set by hand, the more the less there is to learn from.
"""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.ranking.arrays import Bools, Floats, Rows
from matching.ranking.model import SIGNALS

type Numbers = npt.NDArray[np.float64]

RIDGE = 20.0
"""How hard a weight is held near the one set by hand."""
LOOSE = 0.01
"""How hard the rest is held: so little that it only keeps the numbers finite."""
STEPS = 60
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Seen:
    """What was shown: one row for each assignment in a list. Every array is [n]."""

    list: Rows
    """The number of its list, rising from 0."""
    week: Rows
    source: Rows
    """Where the list was shown, from 0."""
    position: Rows
    """Its place in the list, from 1."""
    signals: Floats
    """[n, 7], each 0 to 1."""
    accepted: Bools
    stands_for: Floats
    """How many such rows this one stands for, when only some of the lists are read."""

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.list)

    def take(self, rows: Bools) -> Self:
        """Keep some rows; lists keep their numbers."""
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def check(self) -> None:
        """Refuse what does not follow the description."""
        if self.signals.shape != (len(self), len(SIGNALS)):
            message = f"signals must be of shape [{len(self)}, {len(SIGNALS)}]"
            raise ValueError(message)
        if not ((self.signals >= 0) & (self.signals <= 1)).all():
            raise ValueError("signals must be between 0 and 1")
        if not (self.position >= 1).all():
            raise ValueError("position must be one or more")
        if not (np.isfinite(self.stands_for) & (self.stands_for > 0)).all():
            raise ValueError("stands_for must be above zero")

    def around(self, sources: int) -> Numbers:
        """All but the signals: how far down it stood, and in which kind of list, [n, 1 + sources]."""
        kinds = self.source[:, np.newaxis] == np.arange(sources)
        return np.column_stack([np.log(self.position), kinds]).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Learned:
    """What moves the odds of a yes."""

    weights: Numbers
    around: Numbers
    """What standing lower takes (per log of the place), then what is common to each kind of list."""

    def log_odds(self, seen: Seen) -> Numbers:
        odds: Numbers = seen.signals @ self.weights + seen.around(len(self.around) - 1) @ self.around
        return odds


def learn(seen: Seen, *, hand: npt.ArrayLike, sources: int) -> Learned:
    """Fit all there is to fit."""
    seen.check()
    around = seen.around(sources)
    features = np.column_stack([seen.signals.astype(np.float64), around])
    toward = np.concatenate([np.asarray(hand, np.float64), start(seen, sources)])
    held = np.repeat([RIDGE, LOOSE], [len(SIGNALS), around.shape[1]])
    fitted = newton(features, seen, toward=toward, held=held)
    return Learned(fitted[: len(SIGNALS)], fitted[len(SIGNALS) :])


def keep(seen: Seen, *, weights: npt.ArrayLike, sources: int) -> Learned:
    """Fit all but the weights, so that these can be compared with others fairly."""
    seen.check()
    kept = np.asarray(weights, np.float64)
    toward = start(seen, sources)
    held = np.full(len(toward), LOOSE)
    around = newton(
        seen.around(sources), seen, toward=toward, held=held, given=seen.signals.astype(np.float64) @ kept
    )
    return Learned(kept, around)


def start(seen: Seen, sources: int) -> Numbers:
    """Begin where every assignment has the same chance, whatever its place."""
    yes = float(seen.stands_for @ seen.accepted) + 0.5
    no = float(seen.stands_for.sum()) - yes + 1
    return np.array([0.0, *[np.log(yes / no)] * sources])


def newton(
    features: Numbers, seen: Seen, *, toward: Numbers, held: Numbers, given: Numbers | float = 0.0
) -> Numbers:
    """Find the most likely coefficients; a step that would overshoot is halved."""
    sought = Sought(features, seen, toward, held, given)
    at, now = toward, sought.price(toward)
    for _step in range(STEPS):
        step = sought.step(at)
        while (then := sought.price(at - step)) > now and np.abs(step).max() > CLOSE:
            step = step / 2
        at, now = at - step, then
        if np.abs(step).max() <= CLOSE:
            break
    return at


@dataclass(frozen=True, slots=True)
class Sought:
    """Coefficients that foresee what was accepted, held toward others.

    Every one is held at least a little, so there is always one answer, even where the data alone would give
    none or one beyond all bounds.
    """

    features: Numbers
    seen: Seen
    toward: Numbers
    held: Numbers
    given: Numbers | float
    """Log-odds that are known already."""

    def price(self, at: Numbers) -> float:
        """Tell by how much these miss what was accepted, and where they are held."""
        odds = self.features @ at + self.given
        missed = self.seen.stands_for @ (np.logaddexp(0, odds) - self.seen.accepted * odds)
        return float(missed + self.held @ (at - self.toward) ** 2 / 2)

    def step(self, at: Numbers) -> Numbers:
        """Measure how far it is to the best, were the price a parabola (Newton)."""
        chance, counts = chances(self.features @ at + self.given), self.seen.stands_for
        slope = self.features.T @ (counts * (chance - self.seen.accepted)) + self.held * (at - self.toward)
        bends = (self.features * (counts * chance * (1 - chance))[:, np.newaxis]).T @ self.features
        far: Numbers = np.linalg.solve(bends + np.diag(self.held), slope)
        return far


def chances(log_odds: Numbers) -> Numbers:
    """Turn log-odds into chances, however large they are."""
    return np.exp(-np.logaddexp(0, -log_odds))
