"""What each filter lets through: masks of a shelf."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from assignments.finding.shelf.columns import NO_DAY_MORE, Keys, Mask, Numbers, Shelf
from portal import lists, places
from portal.weekgrid import grid_of

type Distances = NDArray[np.float32]
EVERY_NUMBER = 10_000
"""Municipalities have four digits."""
FAR_KM = 10_000


def about(shelf: Shelf, topics: Iterable[str]) -> Mask:
    """With an activity of one of the topics."""
    asked = reduce(or_, (lists.activities_of(topic) for topic in topics))
    shared: Keys = shelf.activities & np.uint64(asked).view(np.int64)
    return shared.astype(np.bool_)


def helping(shelf: Shelf, slugs: Sequence[str]) -> Mask:
    """For one of the groups."""
    asked = sum(1 << group.position for group in lists.groups() if group.slug in slugs)
    shared: Numbers = shelf.groups & np.int32(asked)
    return shared.astype(np.bool_)


def at_times(shelf: Shelf, slots: int) -> Mask:
    """At one of these times of the week, or at a time one agrees on."""
    shared: Numbers = shelf.slots & np.int32(slots)
    either: Mask = np.logical_or(shelf.slots == 0, shared)
    return either


def in_municipalities(shelf: Shelf, numbers: Iterable[str]) -> Mask:
    table = np.zeros(EVERY_NUMBER, np.bool_)
    table[[int(number) for number in numbers]] = True
    return table[shelf.municipality]


def in_counties(shelf: Shelf, numbers: Iterable[str]) -> Mask:
    return np.isin(shelf.municipality // 100, [int(number) for number in numbers])


def distances(numbers: Sequence[str]) -> Distances:
    """How many kilometres each municipality, by its number, is from the nearest of these."""
    table = np.full(EVERY_NUMBER, FAR_KM, np.float32)
    for number in numbers:
        for other, km in places.distances_from(number):
            table[int(other)] = min(table[int(other)], km)
    return table


def within(shelf: Shelf, numbers: Sequence[str], km: float) -> Mask:
    """At most so far from one of the municipalities."""
    return (distances(numbers) <= km)[shelf.municipality] | in_municipalities(shelf, numbers)


def taking_place(shelf: Shelf, first: date | None, last: date | None, *, on: date) -> Mask:
    """With a session in these days, none of them past; without sessions, at a time of the week they have."""
    begin = max(first or on, on).toordinal()
    end = last.toordinal() if last else NO_DAY_MORE
    has_sessions = np.isin(shelf.id, shelf.days.assignment)
    fits = (shelf.days.day >= begin) & (shelf.days.day <= end)
    on_a_day = np.isin(shelf.id, shelf.days.assignment[fits])
    in_span = (np.maximum(shelf.starts, begin) <= np.minimum(shelf.ends, end)) & at_times(
        shelf, slots_between(begin, end)
    )
    return np.where(has_sessions, on_a_day, in_span)


def slots_between(begin: int, end: int) -> int:
    """The times of the week of the days from one ordinal to another."""
    weekdays = {date.fromordinal(day).weekday() for day in range(begin, min(end, begin + 6) + 1)}
    return grid_of(weekday * 3 + part for weekday in weekdays for part in range(3))
