"""The volunteers: where they live, what they like, when they can."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matching.volunteers.models import Volunteer
from portal.demo import library
from portal.demo.clock import Clock
from portal.demo.copying import copy, copy_pairs, reserve
from portal.demo.dice import Dice
from portal.demo.land import Place
from portal.demo.people import People, Person
from portal.models import Activity, User
from portal.weekgrid import grid_of

BATCH = 4000
AGES = ((16, 20, 8), (20, 30, 21), (30, 45, 24), (45, 60, 21), (60, 76, 20), (76, 90, 6))
RADII = ((5, 10), (10, 22), (15, 14), (20, 22), (30, 15), (50, 12), (100, 5))
GROUPS = (
    ("barn", 20), ("ungdom", 20), ("eldre", 26), ("nye-i-norge", 17), ("funksjonsnedsettelse", 10),
    ("familier", 12),
)  # fmt: skip
SKILLS = (
    ("forerkort", 30), ("matlaging", 14), ("it", 11), ("undervisning", 10), ("sprak", 10), ("forstehjelp", 9),
    ("friluft", 9), ("prosjekt", 8), ("tekst", 7), ("dyr", 6), ("trener", 6), ("snekring", 6), ("musikk", 6),
    ("regnskap", 5), ("foto", 5), ("jus", 2),
)  # fmt: skip
HOURS = ((1, 20), (2, 34), (3, 20), (4, 14), (6, 8), (10, 4))
SMALL = 5000
"""With fewer inhabitants than this, people are used to driving far."""
FREE = {
    "pensioner": (0.75, 0.65, 0.2),
    "student": (0.1, 0.45, 0.7),
    "worker": (0.05, 0.12, 0.85),
    "shifts": (0.45, 0.45, 0.4),
}
"""How likely morning, afternoon and evening are on a day one is free at all."""
UNKNOWN = 9999
STUDENT, PENSIONER, SATURDAY = 25, 67, 5


@dataclass(slots=True)
class Pool:
    """Who could apply: keys and birth years, by municipality and by county."""

    by_place: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))
    born: dict[int, int] = field(default_factory=dict)

    def add(self, place: Place, volunteer: Volunteer) -> None:
        self.by_place[place.municipality].append(volunteer.pk)
        self.by_place[place.county].append(volunteer.pk)
        self.born[volunteer.pk] = volunteer.birth_year or UNKNOWN

    def draw(self, chance: Dice, place: Place, number: int, *, born_by: int) -> list[int]:
        """Draw up to that many different people who are old enough, nearest first."""
        near, far = self.by_place[place.municipality], self.by_place[place.county]
        drawn = [key for many in (near, far) for key in chance.sample(many, min(len(many), number * 2))]
        return [key for key in dict.fromkeys(drawn) if self.born[key] <= born_by][:number]


class Tastes:
    """What people like: a few things are popular, most are not, and likes keep to a topic."""

    def __init__(self) -> None:
        topics = dict(Activity.objects.values_list("slug", "topic_id"))
        self.every: list[str] = library.read("tastes")["popular"]
        self.weights = [1 / (rank + 5) ** 0.7 for rank in range(len(self.every))]
        self.siblings = {
            slug: [other for other in self.every if topics[other] == topics[slug]] for slug in self.every
        }

    def draw(self, chance: Dice) -> list[str]:
        """One to eight activities, with a long tail."""
        number = chance.choices(range(1, 9), (20, 23, 19, 14, 10, 7, 4, 3))[0]
        chosen = dict.fromkeys(chance.choices(self.every, self.weights))
        while len(chosen) < number:
            liked = chance.choice(list(chosen))
            more = self.siblings[liked] if chance.hits(50) else chance.choices(self.every, self.weights)
            chosen[chance.choice(more)] = None
        return list(chosen)


class Volunteers:
    def __init__(self, *, chance: Dice, clock: Clock, people: People) -> None:
        self.chance, self.clock, self.people = chance, clock, people
        self.tastes = Tastes()
        self.pool = Pool()

    def settle(self, places: Sequence[Place]) -> Iterator[list[Place]]:
        """Write one volunteer for each place given, and hand out the places batch by batch."""
        users, keys = reserve(User, len(places)), reserve(Volunteer, len(places))
        for start in range(0, len(places), BATCH):
            batch = list(places[start : start + BATCH])
            made = [
                self.volunteer(place, number=start + i + 1, user=users + start + i, key=keys + start + i)
                for i, place in enumerate(batch)
            ]
            copy([volunteer.user for volunteer in made])
            copy(made)
            self.tick(made)
            yield batch

    def volunteer(self, place: Place, *, number: int, user: int, key: int) -> Volunteer:
        chance, person = self.chance, self.people.draw(self.chance)
        joined_at = self.clock.past(chance, least=1, most=400)
        language = "nn" if place.is_nynorsk and chance.hits(30) else "nb"
        if not person.is_native and chance.hits(25):
            language = "en"
        account = self.people.account(
            person, number=str(number), key=user, joined_at=joined_at, language=language
        )
        low, high, _share = chance.choices(AGES, [share for *_ages, share in AGES])[0]
        age = chance.randrange(low, high)
        volunteer = Volunteer(
            pk=key,
            user=account,
            municipality_id=place.municipality,
            birth_year=None if chance.hits(5) else self.clock.today.year - 1 - age,
            created_at=joined_at,
            changed_at=joined_at,
            slots=grid_of(self.week(age)),
            **self.wishes(person, place),
        )
        self.pool.add(place, volunteer)
        return volunteer

    def wishes(self, person: Person, place: Place) -> dict[str, object]:
        chance = self.chance
        radius = chance.weighted(RADII)
        abouts = library.read("messages")["about"]
        return {
            "max_km": max(radius, 30) if place.population < SMALL and chance.hits(60) else radius,
            "is_remote_ok": chance.hits(40),
            "about": chance.choice(abouts) if chance.hits(25) else "",
            "rhythm": chance.weighted((("once", 30), ("regular", 30), ("both", 40))),
            "hours": None if chance.hits(20) else chance.weighted(HOURS),
            "norwegian": 3 if person.is_native else chance.weighted(((0, 8), (1, 32), (2, 40), (3, 20))),
            "is_police_certificate_ok": chance.hits(88),
            "digest_frequency": chance.weighted((("weekly", 60), ("monthly", 15), ("never", 25))),
            "is_visible": chance.hits(30),
        }

    def week(self, age: int) -> list[int]:
        """Choose a few days, and on them the parts of the day that fit a life; one in ten says nothing."""
        chance = self.chance
        life = "student" if age < STUDENT else chance.weighted((("worker", 75), ("shifts", 25)))
        life = "pensioner" if age >= PENSIONER else life
        if chance.hits(10):
            return []
        days = chance.sample(range(7), chance.randint(2, 5))
        odds = {day: FREE["shifts" if day >= SATURDAY else life] for day in days}
        return [day * 3 + part for day in days for part in range(3) if chance.random() < odds[day][part]]

    def tick(self, made: Sequence[Volunteer]) -> None:
        """Write what each has ticked."""
        chance = self.chance
        copy_pairs(
            Volunteer.activities.through,
            [(one.pk, slug) for one in made for slug in self.tastes.draw(chance)],
        )
        for through, odds in ((Volunteer.groups.through, GROUPS), (Volunteer.skills.through, SKILLS)):
            copy_pairs(through, [(one.pk, slug) for one in made for slug in chance.some(odds)])
