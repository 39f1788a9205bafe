"""Builds the demo nation, step by step, in one transaction."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.contrib.auth import models as auth
from django.db import connection, transaction

from assignments.models import Assignment, Session
from assignments.services import indexing
from matching.measures import measure_answers
from matching.models import Application
from portal.demo import logins
from portal.demo.applications import Applications
from portal.demo.assignments import Assignments, Posted
from portal.demo.clock import Clock
from portal.demo.copying import copy, copy_pairs, reserve
from portal.demo.dice import Dice
from portal.demo.land import Place, places, spread
from portal.demo.lists import Lists
from portal.demo.organisations import OSLO, Asker, Organisations
from portal.demo.people import People
from portal.demo.progress import Progress
from portal.demo.volunteers import Volunteers

BATCH = 1000
STAR_POSTS = 9
SPARSE = 0.85
"""Assignments grow more slowly than people: with the population to this power."""


@dataclass(frozen=True, slots=True)
class Size:
    volunteers: int
    assignments: int
    organisations: int


@transaction.atomic
def build(size: Size, *, seed: int, today: date, moderators: auth.Group, progress: Progress) -> None:
    """Fill the database. The same size, seed and day give the same people, texts, dates and answers."""
    clock, land = Clock(today), places()
    password = logins.hashed(chance_of(seed, "password"))
    named = logins.named(password=password, clock=clock, moderators=moderators)
    people = People(password)

    volunteers = Volunteers(chance=chance_of(seed, "volunteers"), clock=clock, people=people)
    homes = homes_of(land, size.volunteers - 1, chance_of(seed, "homes"))
    progress.run("Volunteers", volunteers.settle(homes), len(homes))

    organisations = Organisations(
        chance=chance_of(seed, "organisations"), clock=clock, people=people, named=named
    )
    seats = seats_of(land, size.organisations, chance_of(seed, "seats"))
    progress.run("Organisations", organisations.found(seats), len(seats))

    asked = Assignments(chance=chance_of(seed, "assignments"), clock=clock, moderator=named.moderator)
    shares = shares_of(organisations.askers, asked, size.assignments, chance_of(seed, "shares"))
    yes = Applications(chance=chance_of(seed, "applications"), clock=clock, pool=volunteers.pool, named=named)
    with indexing.many_at_once():
        progress.run("Assignments", written(organisations.askers, shares, asked, yes), shares.total())
    progress.run("Answer rates", measured(clock), 1)
    lists = Lists(chance=chance_of(seed, "lists"), clock=clock)
    progress.run("Personal lists", lists.shown(), 1)


def measured(clock: Clock) -> Iterator[list[str]]:
    """Let the database learn what it holds, then count what the night's sweeps would have counted."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure_answers(at=clock.midnight)
    indexing.recount()
    yield ["everything"]


def chance_of(seed: int, part: str) -> Dice:
    """Each part has dice of its own, so that a change in one leaves the others as they were."""
    return Dice(f"{seed} {part}")


def homes_of(land: list[Place], number: int, chance: Dice) -> list[Place]:
    """Where people live, by population and in no order."""
    homes = spread(land, [place.population for place in land], number, chance)
    chance.shuffle(homes)
    return homes


def seats_of(land: list[Place], number: int, chance: Dice) -> list[Place]:
    """Where organisations are at home; one is always in Oslo."""
    seats = spread(land, [place.population**SPARSE for place in land], number, chance)
    chance.shuffle(seats)
    if all(place.municipality != OSLO for place in seats):
        seats[0] = next(place for place in land if place.municipality == OSLO)
    return seats


def shares_of(askers: list[Asker], asked: Assignments, number: int, chance: Dice) -> Counter[int]:
    """How many each organisation posts: one for each pioneer, the rest with a long tail."""
    first = [
        asker.key
        for asker in askers
        if asker.is_pioneer
        for _post in range(STAR_POSTS if asker.is_star else 1)
    ]
    weights = [len(asked.texts(asker)) ** 0.5 * chance.lognormvariate(0, 0.6) for asker in askers]
    rest = spread([asker.key for asker in askers], weights, max(0, number - len(first)), chance)
    return Counter(chain(first[:number], rest))


def written(
    askers: list[Asker], shares: Counter[int], asked: Assignments, yes: Applications
) -> Iterator[list[Posted]]:
    """Write assignments with all that hangs on them, a thousand or so at a time."""
    key = reserve(Assignment, shares.total())
    batch: list[Posted] = []
    for asker in askers:
        batch += asked.of(asker, number=shares[asker.key], key=key)
        key += shares[asker.key]
        if len(batch) >= BATCH or asker is askers[-1]:
            write(batch, yes)
            yield batch
            batch = []


def write(batch: list[Posted], yes: Applications) -> None:
    """Number the sessions and the applications, then write everything in the order of its keys."""
    sessions = numbered(Session, [session for posted in batch for session in posted.sessions])
    applications = numbered(Application, [one for posted in batch for one in yes.to(posted)])
    copy([posted.assignment for posted in batch])
    copy(sessions)
    for field in ("activities", "groups", "skills"):
        pairs = [(posted.assignment.pk, slug) for posted in batch for slug in getattr(posted.template, field)]
        copy_pairs(getattr(Assignment, field).through, pairs)
    indexing.keep(posted.assignment for posted in batch)
    copy(applications)


def numbered[M: (Session, Application)](model: type[M], objects: list[M]) -> list[M]:
    for key, one in enumerate(objects, reserve(model, len(objects)) if objects else 0):
        one.pk = key
    return objects
