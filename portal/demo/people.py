"""Invented people: names that hang together, addresses nobody has."""

from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from django.utils.text import slugify

from portal.demo import library
from portal.demo.dice import Dice
from portal.models import User

DOMAIN = "demo.invalid"
LETTERS = str.maketrans("æøåÆØÅłđıŋŧ", "aoaAOAldint")
NATIVE = 2
"""The first two sets of names are of people who have grown up with Norwegian."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    is_native: bool


class People:
    """Draws names, and makes accounts that all share one password."""

    def __init__(self, password: str) -> None:
        self.password = password
        self.sets = library.read("names")["people"]
        self.shares = list(accumulate(row["share"] for row in self.sets))

    def draw(self, chance: Dice) -> Person:
        kind = chance.choices(range(len(self.sets)), cum_weights=self.shares)[0]
        names = self.sets[kind]
        return Person(f"{chance.choice(names['first'])} {chance.choice(names['last'])}", kind < NATIVE)

    def account(self, person: Person, *, number: str, key: int, joined_at: datetime, language: str) -> User:
        """An account with a key but not yet in the database. `number` keeps addresses of namesakes apart."""
        local = slugify(person.name.translate(LETTERS)).replace("-", ".")
        return User(
            pk=key,
            email=f"{local}.{number}@{DOMAIN}",
            name=person.name,
            language=language,
            password=self.password,
            joined_at=joined_at,
        )
