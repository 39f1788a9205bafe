"""The ranker once more: slow, one pair at a time, obviously right. Float32, so that ties are ties."""

from collections.abc import Collection, Sequence
from math import exp, isnan, log, log1p

import numpy as np

from matching.ranking import LAUNCH, World
from tests.matching.ranking_people import Ask, Person

f32 = np.float32
WITHIN, WIDER, HIDDEN = 2, 1, 0


def lists(
    people: Sequence[Person],
    asks: Sequence[Ask],
    world: World,
    *,
    day: int,
    k: int,
    exclude: Collection[tuple[int, int]],
) -> list[list[tuple[int, bool]]]:
    """List for each person the rows of the k best, and whether each is wider."""
    return [
        one_list(person, asks, world, day=day, k=k, banned={ask for who, ask in exclude if who == row})
        for row, person in enumerate(people)
    ]


def one_list(
    person: Person, asks: Sequence[Ask], world: World, *, day: int, k: int, banned: set[int]
) -> list[tuple[int, bool]]:
    fits = {row: fit(person, ask, world, day) for row, ask in enumerate(asks) if row not in banned}
    if sum(each == WITHIN for each in fits.values()) >= 10:
        fits = {row: each for row, each in fits.items() if each == WITHIN}
    scores = {row: score(person, asks[row], world, day, each) for row, each in fits.items() if each != HIDDEN}
    pool = sorted(scores, key=lambda row: (-scores[row], row))[: max(2 * k, 40)]
    return [(row, fits[row] == WIDER) for row in diverse(pool, scores, asks, k)]


def diverse(pool: list[int], scores: dict[int, np.float32], asks: Sequence[Ask], k: int) -> list[int]:
    left = {row: scores[row] for row in pool}
    picked: list[int] = []
    while left and len(picked) < k:
        chosen = max(left, key=lambda row: left[row])  # the first of equals, in the order of the pool
        del left[chosen]
        picked.append(chosen)
        for row in left:
            if asks[row].main_activity == asks[chosen].main_activity:
                left[row] += f32(log(0.9))
            if asks[row].organisation == asks[chosen].organisation:
                left[row] += f32(log(0.8))
    return picked


def kilometres(person: Person, ask: Ask, world: World) -> np.float32:
    if -1 in {person.municipality, ask.municipality}:
        return f32("nan")
    return f32(world.distance_km[person.municipality, ask.municipality])


def fit(person: Person, ask: Ask, world: World, day: int) -> int:
    too_young = person.age != -1 and person.age < ask.minimum_age
    too_little_norwegian = person.norwegian != -1 and person.norwegian < ask.norwegian
    no_certificate = ask.certificate and not person.certificate_ok
    if not ask.is_open or too_young or too_little_norwegian or no_certificate:
        return HIDDEN
    if not ask.published <= day <= ask.deadline:
        return HIDDEN
    km = kilometres(person, ask, world)
    far_is_fine = person.remote_ok if ask.remote else isnan(km)
    if far_is_fine or km <= f32(person.max_km) + f32(4):
        return WITHIN
    return WIDER if km <= f32(2) * f32(person.max_km) + f32(4) else HIDDEN


def score(person: Person, ask: Ask, world: World, day: int, each: int) -> np.float32:
    total = f32(0)
    for weight, signal in zip((2.5, 2, 2, 1, 1.5, 1, 0.5), signals(person, ask, world), strict=True):
        total += f32(weight) * signal
    lifted = need_lift(ask) + timeliness(ask, day) + f32(ask.appeal)
    total = total + lifted + noise(person.id, ask.id, day)
    return total - f32(32) if each == WIDER else total


def signals(person: Person, ask: Ask, world: World) -> list[np.float32]:
    return [
        interest(person, ask, world),
        distance(person, ask, world),
        time(person, ask),
        f32(0 if person.rhythm == (2 if not ask.is_regular else 1) else 1),
        f32(0.75 if not ask.skills else 1 if person.skills & ask.skills else 0.3),
        hours(person, ask),
        f32(0.4 if not person.groups or not ask.groups else 1 if person.groups & ask.groups else 0),
    ]


def interest(person: Person, ask: Ask, world: World) -> np.float32:
    if not person.activities or not ask.activities:
        return f32(0.4)
    sevenths = sum(liking(person, each, world) for each in ask.activities)
    return f32(sevenths) / f32(7 * len(ask.activities))


def liking(person: Person, activity: int, world: World) -> int:
    count = len(person.activities)
    hundredths = sum(int(world.together[each, activity]) for each in person.activities)
    if activity in person.activities:
        hundredths += 30 * count
    return sum(hundredths >= least * count for least in (-10, 10, 30, 50, 70, 90, 110))


def distance(person: Person, ask: Ask, world: World) -> np.float32:
    km = kilometres(person, ask, world)
    closeness = f32(1) / (f32(1) + km / max(f32(10), f32(0.7) * f32(person.max_km)))
    if isnan(km):
        closeness = f32(0.5)
    return f32(1) if ask.remote and person.remote_ok else closeness


def time(person: Person, ask: Ask) -> np.float32:
    if not ask.slots:
        return f32(0.8)
    if not person.slots:
        return f32(len(ask.slots)) / f32(len(ask.slots) + 2) if ask.is_regular else f32(1) / f32(3)
    shared = len(person.slots & ask.slots)
    return f32(min(1, shared)) if ask.is_regular else f32(shared) / f32(len(ask.slots))


def hours(person: Person, ask: Ask) -> np.float32:
    if isnan(person.hours) or isnan(ask.hours):
        return f32(0.75)
    return min(f32(1), f32(person.hours) / f32(ask.hours)) if ask.hours > 0 else f32(1)


def need_lift(ask: Ask) -> np.float32:
    load = float(f32(ask.signups) + f32(ask.expected))
    return f32(LAUNCH.kappa * log1p(7 * exp(-load)))


def timeliness(ask: Ask, day: int) -> np.float32:
    return f32(log1p(0.10 * exp(-max(0, day - ask.published) / 7) + 0.10 * (0 <= ask.deadline - day <= 7)))


def noise(person: int, ask: int, day: int) -> np.float32:
    mixed = scatter(scatter(scatter((day + 3) // 7) ^ person) ^ ask)
    parts = sum((mixed >> shift) % 2**16 for shift in (0, 16, 32, 48))
    return (f32(parts) - f32(2 * (2**16 - 1))) * f32(0.05 / (4 * (2**32 - 1) / 12) ** 0.5)


def scatter(number: int) -> int:
    number = (number + 0x9E3779B97F4A7C15) % 2**64
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    number = (number ^ number >> 27) * 0x94D049BB133111EB % 2**64
    return number ^ number >> 31
