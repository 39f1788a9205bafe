"""How fast is the ranker? `python -m benchmarks.ranking` prints times and, more to be trusted, their ratios.

Volunteers and assignments stand where people live; volunteers go 5 to 100 km. The plain Python it is measured
against is the tests' oracle, one pair at a time.
"""

import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from matching.ranking import World, build_world, rank
from tests.matching.ranking_oracle import one_list
from tests.matching.ranking_people import TODAY, TOPIC_OF_ACTIVITY, Ask, Person, assignments, volunteers

MUNICIPALITIES = Path(__file__).resolve().parent.parent / "portal" / "data" / "municipalities.csv"


def municipalities() -> tuple[World, list[float]]:
    """Read the points and how many live there."""
    with MUNICIPALITIES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    latitude, longitude, people = (
        [float(row[name]) for row in rows] for name in ("latitude", "longitude", "population")
    )
    return build_world(TOPIC_OF_ACTIVITY, latitude, longitude), people


def some(chance: random.Random, bits: int, most: int) -> frozenset[int]:
    return frozenset(chance.sample(range(bits), chance.randint(1, most)))


def people(chance: random.Random, count: int, living: list[float]) -> Iterator[Person]:
    for number, place in enumerate(chance.choices(range(len(living)), living, k=count)):
        yield Person(
            id=number,
            activities=some(chance, 6, 3),
            groups=some(chance, 7, 3),
            slots=some(chance, 21, 8),
            hours=chance.randint(1, 8),
            age=chance.randint(15, 85),
            remote_ok=chance.random() < 0.4,
            municipality=place,
            max_km=chance.choice([5, 10, 20, 30, 50, 100]),
        )


def asks(chance: random.Random, count: int, living: list[float]) -> Iterator[Ask]:
    for number, place in enumerate(chance.choices(range(len(living)), living, k=count)):
        activities = some(chance, 6, 2)
        yield Ask(
            id=number,
            activities=activities,
            groups=some(chance, 7, 2),
            slots=some(chance, 21, 3),
            is_regular=chance.random() < 0.65,
            hours=chance.randint(1, 6),
            minimum_age=chance.choice([0, 15, 18]),
            remote=chance.random() < 0.08,
            municipality=place,
            signups=chance.randint(0, 3),
            organisation=number // 4,
            main_activity=min(activities),
        )


def seconds(work: Callable[[], object], *, times: int) -> float:
    """Take the median of several runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def measure(count: int, readers: list[Person], offered: list[Ask], world: World) -> None:
    """Rank for each reader alone, for all of them at once, and for one in plain Python."""
    open_, columns = assignments(*offered), volunteers(*readers)
    alone = iter([volunteers(reader) for reader in readers])
    page = seconds(lambda: rank(next(alone), open_, world, day=TODAY), times=100)
    block = seconds(lambda: rank(columns, open_, world, day=TODAY), times=3) / len(readers)
    plain = seconds(lambda: one_list(readers[0], offered, world, day=TODAY, k=20, banned=set()), times=3)
    print(f"{count:,} assignments, 20 best for one volunteer")
    print(f"  alone             {page * 1e3:8.2f} ms, {plain / page:5.0f} times as fast as plain Python")
    print(f"  in a block of {len(readers)} {block * 1e3:8.2f} ms, {plain / block:5.0f} times as fast")
    print(f"  plain Python      {plain * 1e3:8.2f} ms")


def main() -> None:
    chance = random.Random(1)
    world, living = municipalities()
    readers = list(people(chance, 500, living))
    for count in (5_000, 50_000):
        measure(count, readers, list(asks(chance, count, living)), world)


if __name__ == "__main__":
    main()
