"""An invented nation as arrays: volunteers and assignments where people live, in any number."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.nation import HERE
from matching.ranking import FAR_DAY, Assignments, Volunteers, World, build_world
from matching.ranking.arrays import Masks
from matching.ranking.fast import warm
from matching.ranking.prepared import Prepared, prepare

DATA = HERE / "portal" / "data"
DAY = 20_778
RADII = (5, 10, 15, 20, 30, 50, 100)
GROUPS, SKILLS, SLOTS = 7, 16, 21


@dataclass(frozen=True)
class Country:
    """Its world, where its municipalities are and how many live there."""

    world: World
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    people: npt.NDArray[np.float64]
    activities: int


def country() -> Country:
    """Read Norway: 357 municipalities, 61 activities."""
    places, activities, topics = (rows(name) for name in ("municipalities", "activities", "topics"))
    order = [row["slug"] for row in topics]
    latitude, longitude, people = (
        np.array([float(row[name]) for row in places]) for name in ("latitude", "longitude", "population")
    )
    world = build_world([order.index(row["topic"]) for row in activities], latitude, longitude)
    return Country(world, latitude, longitude, people, len(activities))


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of the portal's."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def some(chance: np.random.Generator, count: int, *, of: int, mean: float, least: int = 0) -> Masks:
    """Draw so many sets, each of at least so many."""
    drawn = np.zeros(count, np.uint64)
    for _ in range(least):
        drawn |= np.uint64(1) << chance.integers(0, of, count).astype(np.uint64)
    for bit in range(of):
        drawn |= np.where(chance.random(count) < (mean - least) / of, np.uint64(1 << bit), np.uint64(0))
    return drawn


def unless(missing: npt.NDArray[np.bool_], values: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Leave some out."""
    return np.where(missing, np.nan, values).astype(np.float32)


def volunteers(where: Country, count: int, *, seed: int = 1) -> Volunteers:
    """Invent volunteers: as many in each municipality as live there."""
    chance = np.random.default_rng(seed)
    share = where.people / where.people.sum()
    return Volunteers(
        id=np.arange(count),
        activities=some(chance, count, of=where.activities, mean=4),
        groups=some(chance, count, of=GROUPS, mean=2).astype(np.uint8),
        slots=some(chance, count, of=SLOTS, mean=5).astype(np.uint32),
        rhythm=chance.integers(0, 3, count, np.int8),
        hours=unless(chance.random(count) < 0.3, chance.integers(1, 9, count)),
        skills=some(chance, count, of=SKILLS, mean=1.5),
        norwegian=chance.integers(-1, 4, count, np.int8),
        age=chance.integers(13, 90, count, np.int16),
        remote_ok=chance.random(count) < 0.4,
        certificate_ok=chance.random(count) < 0.9,
        municipality=chance.choice(len(share), count, p=share).astype(np.int16),
        max_km=chance.choice(RADII, count).astype(np.float32),
    )


def demands(chance: np.random.Generator, share: npt.NDArray[np.float64], count: int) -> dict[str, Any]:
    """Invent what assignments demand, and where and how long they are open."""
    in_two_months = DAY + chance.integers(0, 60, count)
    return {
        "id": np.arange(count),
        "norwegian": chance.choice([0, 0, 0, 1, 2], count).astype(np.int8),
        "minimum_age": chance.choice([0, 0, 15, 18], count).astype(np.int16),
        "certificate": chance.random(count) < 0.2,
        "remote": chance.random(count) < 0.08,
        "municipality": chance.choice(len(share), count, p=share).astype(np.int16),
        "is_open": np.ones(count, np.bool_),
        "published": DAY - chance.integers(0, 90, count, np.int32),
        "deadline": np.where(chance.random(count) < 0.5, FAR_DAY, in_two_months).astype(np.int32),
    }


def assignments(where: Country, count: int, *, seed: int = 2) -> Assignments:
    """Invent open assignments: in the towns fewer for each who lives there."""
    chance = np.random.default_rng(seed)
    activities = some(chance, count, of=where.activities, mean=1.8, least=1)
    lowest = activities & (~activities + np.uint64(1))
    slots = some(chance, count, of=SLOTS, mean=2).astype(np.uint32)
    skills = some(chance, count, of=SKILLS, mean=1.3, least=1)
    return Assignments(
        **demands(chance, where.people**0.85 / (where.people**0.85).sum(), count),
        activities=activities,
        groups=some(chance, count, of=GROUPS, mean=1).astype(np.uint8),
        slots=np.where(chance.random(count) < 0.2, np.uint32(0), slots),
        is_regular=chance.random(count) < 0.65,
        hours=unless(chance.random(count) < 0.3, chance.integers(1, 7, count)),
        skills=np.where(chance.random(count) < 0.7, np.uint64(0), skills),
        places=chance.integers(1, 12, count).astype(np.float32),
        signups=chance.integers(0, 4, count).astype(np.float32),
        expected=np.zeros(count, np.float32),
        appeal=np.clip(chance.normal(0, 0.4, count), -1.5, 1.5).astype(np.float32),
        organisation=chance.integers(0, count // 5 + 1, count),
        main_activity=np.log2(lowest.astype(np.float64)).astype(np.int8),
    )


@dataclass(frozen=True)
class Nation:
    """What is ranked for whom; a new one is made for each number of assignments."""

    where: Country
    people: Volunteers
    assignments: int

    @cached_property
    def prepared(self) -> Prepared:
        """The assignments, ready and warm."""
        made = prepare(assignments(self.where, self.assignments), self.where.world, day=DAY)
        warm()
        return made

    def sample(self, count: int, *, seed: int = 3) -> Volunteers:
        """Pick some of the people."""
        rows = np.random.default_rng(seed).permutation(len(self.people))[:count]
        return self.people.take(rows)


def seconds(work: Callable[[], object]) -> float:
    """Time one run."""
    start = perf_counter()
    work()
    return perf_counter() - start


def peak_gigabytes() -> float:
    """Tell how much memory this process has had at most."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1e6
