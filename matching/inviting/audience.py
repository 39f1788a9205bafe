"""How many an assignment would suit, while it is written: rounded, so that nobody can be singled out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.core.cache import caches
from django.db.models import Count, Exists, F, OuterRef, Q

from matching.inviting.demands import Demands, let_in, those_from
from matching.volunteers.models import Volunteer

FEWEST = 10
"""Smaller numbers are never said."""
AGES = (0, 15, 16, 18, 20, 25, 30, 40, 50, 60, 70, 80, 90)
"""A lowest age counts as the nearest of these below it."""
KEPT_SECONDS = 600
SHOWN = 2


@dataclass(frozen=True)
class Asked:
    """What has been written so far of an assignment."""

    demands: Demands
    slots: int = 0
    activities: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def is_about_something(self) -> bool:
        return bool(self.activities or self.groups)


@dataclass(frozen=True)
class Wider:
    """How many it would suit without one of the demands."""

    without: str
    people: int


@dataclass(frozen=True)
class Audience:
    """How many it suits, about; 0 stands for fewer than ten."""

    people: int
    keen: int | None
    """How many of them like what it is about and have one of its times; None when it says neither."""
    wider: list[Wider]


def estimate(asked: Asked, *, on: date) -> Audience:
    """Count whom it suits, who of them is keen, and what would widen it most."""
    asked = replace(asked, demands=rounded(asked.demands))
    others = loosened(asked.demands)
    counts = kept(f"audience-{on}-{asked.demands}", lambda: reached(asked.demands, others, on=on))
    people = counts.pop("people")
    wider = [Wider(without, more) for without, more in counts.items() if more > people]
    wider.sort(key=lambda one: -one.people)
    return Audience(people, keen(asked, on=on), wider[:SHOWN])


def rounded(demands: Demands) -> Demands:
    """Ask for one of a few ages, so that no single year can be told from the next."""
    return replace(demands, minimum_age=max(age for age in AGES if age <= demands.minimum_age))


def loosened(demands: Demands) -> dict[str, Demands]:
    """Take away one demand at a time."""
    without: dict[str, Demands] = {}
    if demands.needs_police_certificate:
        without["certificate"] = replace(demands, needs_police_certificate=False)
    if demands.minimum_age:
        without["age"] = replace(demands, minimum_age=0)
    if demands.norwegian:
        without["norwegian"] = replace(demands, norwegian=0)
    if not demands.is_remote:
        without["place"] = replace(demands, is_remote=True)
    return without


def reached(demands: Demands, others: dict[str, Demands], *, on: date) -> dict[str, int]:
    """Count whom it suits as it is, and without each demand, in one reading."""
    every = {"people": demands} | others
    counts = {f"n_{name}": Count("pk", filter=each.lets_in(on=on)) for name, each in every.items()}
    counted = those_from(demands.municipality).aggregate(**counts)
    return {name: about(counted[f"n_{name}"]) for name in every}


def keen(asked: Asked, *, on: date) -> int | None:
    """Count those whom it suits who like what it is about or whom it helps, and have one of its times."""
    if not (asked.is_about_something or asked.slots):
        return None
    return kept(f"keen-{on}-{asked}", lambda: {"keen": about(liking(asked, on=on))})["keen"]


def liking(asked: Asked, *, on: date) -> int:
    who = let_in(asked.demands, on=on)
    if asked.is_about_something:
        who = who.filter(ticked(asked))
    if asked.slots:
        who = who.annotate(shared=F("slots").bitand(asked.slots)).filter(shared__gt=0)
    return who.count()


def ticked(asked: Asked) -> Q:
    """Hold for those who have ticked one of its activities, or one of those it helps."""
    activities = Volunteer.activities.through.objects.filter(
        volunteer=OuterRef("pk"), activity__in=asked.activities
    )
    groups = Volunteer.groups.through.objects.filter(volunteer=OuterRef("pk"), group__in=asked.groups)
    return Q(Exists(activities)) | Q(Exists(groups))


def about(number: int) -> int:
    """Round to two digits, and to tens at least: 143 is 140, 14,360 is 14,000; below ten it is 0."""
    if number < FEWEST:
        return 0
    step: int = 10 ** max(1, len(str(number)) - 2)
    return max(FEWEST, (number + step // 2) // step * step)


def kept(key: str, count: Callable[[], dict[str, int]]) -> dict[str, int]:
    """Count once in ten minutes, for everybody who asks the same."""
    name = f"inviting-{sha256(key.encode()).hexdigest()}"
    found: dict[str, int] | None = caches["pages"].get(name)
    if found is None:
        found = count()
        caches["pages"].set(name, found, KEPT_SECONDS)
    return dict(found)
