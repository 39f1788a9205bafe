"""Chance, repeatable: the same words give the same throws."""

from collections.abc import Sequence
from random import Random


class Dice(Random):
    def hits(self, percent: float) -> bool:
        """Say yes in that many of a hundred throws."""
        return self.random() * 100 < percent

    def weighted[T](self, pairs: Sequence[tuple[T, float]]) -> T:
        """Choose one thing by its weight."""
        return self.choices([thing for thing, _weight in pairs], [weight for _thing, weight in pairs])[0]

    def some[T](self, pairs: Sequence[tuple[T, float]]) -> list[T]:
        """Choose each thing with its own chance in a hundred."""
        return [thing for thing, percent in pairs if self.hits(percent)]
