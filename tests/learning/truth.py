"""A simulated truth: lists of which we know what made people say yes."""

import numpy as np
import numpy.typing as npt

from matching.learning.refit import Numbers, Seen, chances

HAND = (1.5, 1.5, 1.5, 1.0, 1.0, 0.5, 0.5)


def seen(
    lists: int,
    *,
    weights: npt.ArrayLike = HAND,
    lower: float = -0.7,
    kinds: tuple[float, ...] = (-7.0,),
    weeks: int = 8,
    seed: int = 1,
) -> Seen:
    """Lists of ten: the chance falls with the place to the power of `lower`, and each kind has its own."""
    chance = np.random.default_rng(seed)
    number = np.repeat(np.arange(lists), 10)
    position = np.tile(np.arange(1, 11), lists)
    source = chance.integers(len(kinds), size=lists)[number]
    signals = chance.random((len(number), 7), np.float32)
    odds: Numbers = signals @ np.asarray(weights) + lower * np.log(position) + np.array(kinds)[source]
    return Seen(
        list=number,
        week=number * weeks // lists,
        source=source,
        position=position,
        signals=signals,
        accepted=chance.random(len(number)) < chances(odds),
        stands_for=np.ones(len(number), np.float32),
    )
