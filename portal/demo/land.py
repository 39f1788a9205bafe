"""Where things happen: the municipalities, their weights, and place names that stand right in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.demo import library
from portal.demo.dice import Dice
from portal.models import Municipality


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, or a neighbourhood of one, with its name and its preposition."""

    municipality: str
    county: str
    kommune: str
    i_sted: str
    population: int
    is_coastal: bool
    is_nynorsk: bool

    @property
    def sted(self) -> str:
        return self.i_sted.partition(" ")[2]

    @property
    def words(self) -> dict[str, str]:
        """What a text may name in braces."""
        return {"kommune": self.kommune, "sted": self.sted, "i_sted": self.i_sted}


def places() -> list[Place]:
    """List every municipality by number, so that neighbours in the list lie in the same county."""
    facts = library.read("places")
    return [
        Place(
            municipality=row.number,
            county=row.county_id,
            kommune=row.name,
            i_sted=f"{'på' if row.number in facts['on'] else 'i'} {row.name}",
            population=row.population,
            is_coastal=row.number not in facts["inland"],
            is_nynorsk=row.county_id in facts["nynorsk"],
        )
        for row in Municipality.objects.order_by("number")
    ]


def somewhere_in(place: Place, chance: Dice) -> Place:
    """Name a neighbourhood where the municipality is large enough to have known ones."""
    known = library.read("places")["neighbourhoods"].get(place.municipality)
    return replace(place, i_sted=chance.choice(known)) if known and chance.hits(80) else place


def spread[T](things: Sequence[T], weights: Sequence[float], number: int, chance: Dice) -> list[T]:
    """Choose by weight at even steps: no stretch of the list gets less than its share, rounded down."""
    step = sum(weights) / max(number, 1)
    mark = step * chance.random()
    chosen: list[T] = []
    reached = 0.0
    for thing, weight in zip(things, weights, strict=True):
        reached += weight
        while mark < reached and len(chosen) < number:
            chosen.append(thing)
            mark += step
    return chosen + list(things[-1:]) * (number - len(chosen))
