"""What the ranker is told: volunteers, assignments and the world, as columns of numbers.

Sets are bit masks: bit i of `activities`, `groups` or `skills` is the i-th of them in the caller's order.
Bit `weekday * 3 + part` of `slots` is a part (morning, afternoon, evening) of a weekday (Monday first).
"""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

type Bools = npt.NDArray[np.bool_]
type Bytes = npt.NDArray[np.uint8]
type Masks = npt.NDArray[np.uint64]
type Slots = npt.NDArray[np.uint32]
type Levels = npt.NDArray[np.int8]
type Shorts = npt.NDArray[np.int16]
type Days = npt.NDArray[np.int32]
type Floats = npt.NDArray[np.float32]
type Rows = npt.NDArray[np.int64]

AKIN = np.float32(50)
"""So much oftener than by chance, in hundredths of a log, people tick what is alike: 65 %."""
ITSELF, TICKED = np.float32(100), np.float32(30)
"""How well each activity goes with itself, and what is added because she ticked it."""
LEAST = (np.arange(7) * 20 - 10).astype(np.float32)
"""How well an activity must go, on average, with what she ticked, for each of seven steps of liking."""

FAR_DAY = 2**30
"""The deadline, in days since 1970, of an assignment that has none."""

PLACES_OF_A_NEED = 20.0
"""What stands in for the places of a need, which has no number: so many that one answer leaves it needy."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of equal length; one row is one thing."""

    id: Rows

    def take(self, rows: Rows) -> Self:
        """Pick rows, in the order asked for."""
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def column(self) -> Self:
        """Stand upright [n, 1], to meet every one of another's rows [m]."""
        return type(self)(**{field.name: getattr(self, field.name)[:, None] for field in fields(self)})

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.id)


@dataclass(frozen=True, slots=True)
class Volunteers(Columns):
    """What n volunteers stated. Every array is [n].

    An empty mask means that nothing is stated.
    """

    activities: Masks
    groups: Bytes
    slots: Slots
    rhythm: Levels
    """A `Rhythm`."""
    hours: Floats
    """Hours a week; NaN when not stated."""
    skills: Masks
    norwegian: Levels
    """Level of Norwegian, rising from 0; -1 when not stated."""
    age: Shorts
    """Whole years; -1 when unknown."""
    remote_ok: Bools
    certificate_ok: Bools
    """False only for those who said no to a police certificate."""
    municipality: Shorts
    """Row in `World.distance_km`; -1 when not stated."""
    max_km: Floats
    """How far she will travel, in kilometres."""

    def check(self, world: "World") -> None:
        """Refuse columns that do not follow the description."""
        check_columns(self, world)
        refuse(~np.isfinite(self.max_km) | (self.max_km < 0), "max_km must be zero or more")
        refuse(np.isinf(self.hours), "hours must be a number, or NaN when not stated")


@dataclass(frozen=True, slots=True)
class Demands(Columns):
    """What m assignments demand, and where they are: what the hard filters look at. Every array is [m]."""

    norwegian: Levels
    """Level of Norwegian needed; 0 when none."""
    minimum_age: Shorts
    certificate: Bools
    """A police certificate is required."""
    remote: Bools
    """Can be done from home: fits those who accept that at any distance, others who live near."""
    municipality: Shorts
    """Row in `World.distance_km`; -1 when none."""


@dataclass(frozen=True, slots=True)
class Assignments(Demands):
    """What m assignments ask for. Every array is [m]."""

    activities: Masks
    groups: Bytes
    slots: Slots
    """Empty when the time is flexible or yet to be agreed."""
    is_regular: Bools
    hours: Floats
    """Hours a week asked for; NaN when not said."""
    skills: Masks
    is_open: Bools
    """A volunteer can still apply: published, not closed, a place left."""
    published: Days
    """Days since 1970."""
    deadline: Days
    """The last day to apply, in days since 1970; `FAR_DAY` when there is none."""
    places: Floats
    """How many are asked for; `PLACES_OF_A_NEED` for a need."""
    signups: Floats
    """How many have signed up so far."""
    expected: Floats
    """How many more are expected, from lists already handed out and in the weeks to come."""
    appeal: Floats
    """How much oftener people say yes to it than to others that fit as well, log-odds; 0 when unknown."""
    organisation: Rows
    main_activity: Levels
    """The activity bit that it is listed under; -1 when none."""

    def check(self, world: "World") -> None:
        """Refuse columns that do not follow the description."""
        check_columns(self, world)
        refuse(~np.isfinite(self.places) | (self.places < 1), "places must be one or more")
        load = self.signups + self.expected
        refuse(~np.isfinite(load) | (load < 0), "signups and expected must be zero or more")
        refuse(np.isinf(self.hours), "hours must be a number, or NaN when not said")
        refuse(~np.isfinite(self.appeal), "appeal must be a number")


@dataclass(frozen=True, slots=True)
class World:
    """What does not change from one ranking to the next."""

    together: Floats
    """How much oftener than by chance the same person ticks two activities, [64, 64].

    In hundredths of a log, whole numbers, so that sums are exact.
    """
    distance_km: Floats
    """Between municipalities, [M + 1, M + 1]; the last row and column are NaN, where index -1 lands."""

    def liking(self, ticked: Masks) -> tuple[Masks, Masks, Masks]:
        """Guess from what each has ticked how well she likes every activity, 0 to 7: fours, twos and ones."""
        has = unpacked(ticked)
        count = has.sum(axis=-1, keepdims=True)
        sums = has @ self.together + TICKED * count * has
        steps = np.zeros(sums.shape, np.uint8)
        for least in LEAST:
            steps += (sums >= least * count) & (count > 0)
        return packed(steps & 4 > 0), packed(steps & 2 > 0), packed(steps & 1 > 0)

    def akin(self, activities: Masks) -> Masks:
        """Name the activities that go well with any of these."""
        return packed(unpacked(activities) @ (self.together >= AKIN).astype(np.float32) > 0)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who must not meet what: applied to, dismissed, or sent before. Both arrays are [p]."""

    volunteer: Rows
    """Row in `Volunteers`."""
    assignment: Rows
    """Row in `Assignments`."""

    def among(self, rows: Rows) -> "Pairs":
        """Keep those of the volunteers in these rows, renumbered to their place among them."""
        last = max(self.volunteer.max(initial=-1), rows.max(initial=-1))
        volunteer = places(rows, of=int(last) + 1)[self.volunteer]
        return Pairs(volunteer[volunteer >= 0], self.assignment[volunteer >= 0])

    def within(self, rows: Rows, *, of: int) -> "Pairs":
        """Keep those of the assignments in these rows of so many, renumbered to their place among them."""
        assignment = places(rows, of=of)[self.assignment]
        return Pairs(self.volunteer[assignment >= 0], assignment[assignment >= 0])


def unpacked(masks: Masks) -> Floats:
    """Spread each set out, [..., 64]: 1 for what is in it."""
    bits = np.unpackbits(masks[..., None].view(np.uint8), axis=-1, bitorder="little")
    return bits.astype(np.float32)


def packed(marks: Bools) -> Masks:
    """Gather what is marked, [..., 64], into sets."""
    masks: Masks = np.packbits(marks, axis=-1, bitorder="little").view(np.uint64)[..., 0]
    return masks


def places(rows: Rows, *, of: int) -> Rows:
    """Invert: for each row of so many, its place among these rows, or -1."""
    place = np.full(of, -1, np.int64)
    place[rows] = np.arange(len(rows))
    return place


NO_PAIRS = Pairs(np.empty(0, np.int64), np.empty(0, np.int64))

DTYPES: dict[object, type[np.generic]] = {
    Bools: np.bool_,
    Bytes: np.uint8,
    Masks: np.uint64,
    Slots: np.uint32,
    Levels: np.int8,
    Shorts: np.int16,
    Days: np.int32,
    Floats: np.float32,
    Rows: np.int64,
}


def check_columns(columns: Volunteers | Assignments, world: World) -> None:
    """Refuse a column of another type or length, and a municipality the world does not have."""
    for field in fields(columns):
        array, dtype = getattr(columns, field.name), DTYPES[field.type]
        if array.dtype != dtype or array.shape != (len(columns),):
            message = f"{field.name} must be {np.dtype(dtype).name} of shape [{len(columns)}]"
            raise ValueError(message)
    last = len(world.distance_km) - 2
    place = columns.municipality
    refuse((place < -1) | (place > last), f"municipality must be -1 to {last}")


def refuse(wrong: Bools, rule: str) -> None:
    """Stop when any row breaks the rule."""
    if wrong.any():
        message = f"{rule} (row {wrong.argmax()})"
        raise ValueError(message)
