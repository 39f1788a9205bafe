"""The organisations and those who act for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from stdnum.no import orgnr

from organisations.models import Coordinator, Organisation
from portal.demo import library
from portal.demo.clock import Clock
from portal.demo.copying import copy, reserve
from portal.demo.deck import Deck
from portal.demo.dice import Dice
from portal.demo.land import Place
from portal.demo.library import Pattern
from portal.demo.logins import Named
from portal.demo.people import DOMAIN, People
from portal.models import User

BATCH = 1000
STATUSES = (("verified", 91), ("submitted", 5), ("draft", 2), ("rejected", 1), ("suspended", 1))
DECIDED = {"verified", "rejected", "suspended"}
SHARED = 35
HELPERS = (("coordinator", 60), ("attest", 20), ("reader", 20))
OSLO = "0301"
STAR = "Frivilligsentralen Lykta"
"""The organisation of the named coordinator, in Oslo."""


@dataclass(slots=True)
class Asker:
    """An organisation as far as its assignments must know it."""

    key: int
    number: int
    pattern: Pattern
    place: Place
    name: str
    owner: int
    status: str
    is_pioneer: bool
    is_star: bool = False

    @property
    def is_verified(self) -> bool:
        return self.status == "verified"


class Organisations:
    def __init__(self, *, chance: Dice, clock: Clock, people: People, named: Named) -> None:
        self.chance, self.clock, self.people = chance, clock, people
        self.moderator, self.star = named.moderator, named.coordinator
        self.deck = Deck(chance)
        self.known: set[str] = set()
        self.numbers = numbers(chance)
        self.askers: list[Asker] = []
        self.roles = 0

    def found(self, places: Sequence[Place]) -> Iterator[list[Place]]:
        """Write one organisation for each place given, batch by batch; the first in Oslo is the star."""
        keys, owners = reserve(Organisation, len(places)), reserve(User, len(places))
        helpers, self.roles = reserve(User, len(places)), reserve(Coordinator, 2 * len(places))
        for start in range(0, len(places), BATCH):
            batch = list(places[start : start + BATCH])
            askers = [
                self.asker(place, number=i, key=keys + i, owner=owners + i)
                for i, place in enumerate(batch, start)
            ]
            made = [self.organisation(asker) for asker in askers]
            crew = [
                role
                for asker, one in zip(askers, made, strict=True)
                for role in self.crew(one, asker, spare=helpers + asker.number)
            ]
            copy([role.user for role in crew if role.user_id != self.star.pk])
            copy(made)
            copy(crew)
            self.askers += askers
            yield batch

    def asker(self, place: Place, *, number: int, key: int, owner: int) -> Asker:
        """Found one: the first of a county or of a kind is always verified, the first in Oslo is the star."""
        pattern, spot, name = self.deck.deal(place)
        is_star = place.municipality == OSLO and place.county not in self.known
        is_pioneer = not self.known.issuperset({place.county, pattern.key})
        self.known |= {place.county, pattern.key}
        if is_star:
            pattern = next(one for one in library.patterns() if one.key == "frivilligsentral")
            name, owner = STAR, self.star.pk
        status = "verified" if is_pioneer else self.chance.weighted(STATUSES)
        return Asker(key, number, pattern, spot, name, owner, status, is_pioneer, is_star)

    def organisation(self, asker: Asker) -> Organisation:
        created_at, submitted_at, decided_at = self.history(asker)
        return Organisation(
            pk=asker.key,
            name=asker.name,
            number=next(self.numbers),
            municipality_id=asker.place.municipality,
            icnpo_id=asker.pattern.icnpo,
            purpose=asker.pattern.purpose.format(**asker.place.words),
            contact_email=f"post@organisasjon{asker.number}.{DOMAIN}",
            status=asker.status,
            submitted_at=submitted_at,
            decided_at=decided_at,
            decided_by=self.moderator if decided_at else None,
            decision=self.chance.choice(library.read("messages")["organisation_rejections"])
            if asker.status in DECIDED - {"verified"}
            else "",
            created_at=created_at,
            changed_at=decided_at or submitted_at or created_at,
        )

    def history(self, asker: Asker) -> tuple[datetime, datetime | None, datetime | None]:
        """Tell when it was registered, sent in and decided on."""
        chance, clock = self.chance, self.clock
        if asker.status == "draft":
            return clock.past(chance, least=1, most=40), None, None
        if asker.status == "submitted":
            submitted_at = clock.past(chance, least=1, most=6)
            return submitted_at - timedelta(minutes=12), submitted_at, None
        submitted_at = clock.past(chance, least=130, most=900)
        return (
            submitted_at - timedelta(minutes=12),
            submitted_at,
            submitted_at + timedelta(hours=chance.randint(2, 60)),
        )

    def crew(self, organisation: Organisation, asker: Asker, *, spare: int) -> list[Coordinator]:
        """The owner, and in a third of them somebody with another role."""
        owner = self.star if asker.is_star else self.person(asker.owner, f"k{asker.number}", organisation)
        users = [(owner, "owner")]
        if self.chance.hits(SHARED):
            helper = self.person(spare, f"h{asker.number}", organisation)
            users.append((helper, self.chance.weighted(HELPERS)))
        return [
            Coordinator(
                pk=self.roles + 2 * asker.number + i,
                organisation=organisation,
                user=user,
                role=role,
                created_at=organisation.created_at,
            )
            for i, (user, role) in enumerate(users)
        ]

    def person(self, key: int, number: str, organisation: Organisation) -> User:
        joined_at = organisation.created_at - timedelta(minutes=9)
        person = self.people.draw(self.chance)
        return self.people.account(person, number=number, key=key, joined_at=joined_at, language="nb")


def numbers(chance: Dice) -> Iterator[str]:
    """Give organisation numbers that pass the check digit, in series nobody has been given."""
    at = chance.randrange(10**6)
    while True:
        at = (at + 104_729) % 10**6
        start = f"{chance.choice('89')}0{at:06d}"
        for digit in "0123456789":
            if orgnr.is_valid(start + digit):
                yield start + digit
