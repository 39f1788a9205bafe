"""Which kind of organisation comes next: dealt like cards, so that every kind gets its turn."""

from itertools import cycle

from portal.demo import library
from portal.demo.dice import Dice
from portal.demo.land import Place, somewhere_in
from portal.demo.library import Pattern

TRIES = 8
GIVE_UP = 20


class Deck:
    def __init__(self, chance: Dice) -> None:
        cards = [pattern for pattern in library.patterns() for _copy in range(pattern.copies)]
        chance.shuffle(cards)
        self.chance, self.cards = chance, cycle(cards)
        self.hand: list[Pattern] = []
        self.taken: set[tuple[str, str]] = set()

    def deal(self, place: Place) -> tuple[Pattern, Place, str]:
        """Choose a kind that such a place can have, a spot in it, and a name it does not have yet."""
        aside: list[Pattern] = []
        while True:
            pattern = self.card(place)
            spot, name = self.name(pattern, place)
            if (place.municipality, name) not in self.taken or len(aside) == GIVE_UP:
                break
            aside.append(pattern)
        self.hand += aside
        self.taken.add((place.municipality, name))
        return pattern, spot, name

    def card(self, place: Place) -> Pattern:
        """Take the first card that suits: those passed over earlier come before new ones."""
        for index, pattern in enumerate(self.hand):
            if suits(pattern, place):
                return self.hand.pop(index)
        while not suits(pattern := next(self.cards), place):
            self.hand.append(pattern)
        return pattern

    def name(self, pattern: Pattern, place: Place) -> tuple[Place, str]:
        """Try some names; the last one stands, taken or not."""
        words = library.read("places")
        for _attempt in range(TRIES):
            spot = somewhere_in(place, self.chance)
            animal, house = self.chance.choice(words["animals"]), self.chance.choice(words["names"])
            name = pattern.name.format(navn=house, dyr=animal, **spot.words)
            if (place.municipality, name) not in self.taken:
                break
        return spot, name


def suits(pattern: Pattern, place: Place) -> bool:
    return (
        place.population >= pattern.smallest
        and (place.is_coastal or not pattern.coast)
        and (place.is_nynorsk or pattern.language == "nb")
    )
