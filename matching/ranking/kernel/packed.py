"""How volunteers and assignments are packed for the kernel: in few words, neighbours together.

Assignments stand in blocks of `LANES`, and blocks in segments: one for each municipality, and at last, once
more, all that can be done from home. What is left of a block is `CLOSED`. Of two in the same segment the one
that can be worth more stands first.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.ranking import filters, signals, standing
from matching.ranking.arrays import LEAST, TICKED, Demands, Floats, Masks, Slots, Volunteers, World
from matching.ranking.kernel.compiled import LANES
from matching.ranking.model import Model

type Ints = npt.NDArray[np.int32]
type Word = np.uint32
type Float = np.float32

WORDS = 8
"""Of an assignment: activities and skills, two each; slots; traits; hours; and its lift."""
LIFT = WORDS - 1
BLOCK = WORDS * LANES
REGULAR = 1 << 8
"""A trait, above the groups."""
LOW_HALF, UPPER = np.uint64(0xFFFFFFFF), np.uint64(32)

NORWEGIAN, CERTIFICATE, OPEN, REMOTE = 17, 26, 28, 30
"""Where in one word the demands begin, age at 0. Above each is a bit that must survive subtraction."""
SURVIVING = np.uint32(1 << 16 | 1 << 25 | 1 << 27 | 1 << 29 | 1 << 31)
CLOSED, FROM_AFAR = np.uint32(1 << OPEN), np.uint32(1 << REMOTE)
"""Nobody brings the one; the other is brought to what she may see though it can be done from home."""


class Dials(NamedTuple):
    """All that the formula is made of but its shape: nothing of it is compiled into the kernel."""

    interest: Float
    distance: Float
    time: Float
    rhythm: Float
    skill: Float
    hours: Float
    group: Float
    tie: Float
    same_activity: Float
    same_organisation: Float
    few: int
    pool: int
    ticked: Float = TICKED
    least: Float = LEAST[0]
    step: Float = LEAST[1] - LEAST[0]
    no_interest: Float = signals.NO_INTEREST_STATED
    no_distance: Float = signals.NO_DISTANCE_KNOWN
    from_home: Float = signals.FROM_HOME
    halfway: Float = signals.HALFWAY_OF_RADIUS
    shortest: Float = signals.SHORTEST_HALFWAY_KM
    flexible: Float = signals.FLEXIBLE_TIME
    no_skill: Float = signals.NO_SKILL_ASKED
    lacking: Float = signals.SKILL_LACKING
    no_hours: Float = signals.NO_HOURS_STATED
    no_group: Float = signals.NO_GROUP_STATED
    slack: Float = filters.SLACK_KM


def dials(model: Model, *, k: int) -> Dials:
    """Set the dials for lists of k."""
    interest, distance, time, rhythm, skill, hours, group = map(np.float32, model.weights)
    return Dials(
        interest=interest,
        distance=distance,
        time=time,
        rhythm=rhythm,
        skill=skill,
        hours=hours,
        group=group,
        tie=np.float32(model.tie / standing.SPREAD_OF_FOUR**0.5),
        same_activity=np.float32(np.log(model.same_activity)),
        same_organisation=np.float32(np.log(model.same_organisation)),
        few=model.few,
        pool=max(2 * k, model.pool),
    )


def demanded(assignments: Demands) -> Slots:
    """Pack what each assignment demands, to be subtracted from what a volunteer brings."""
    age = assignments.minimum_age.astype(np.int64) + 2**15
    level = assignments.norwegian.astype(np.int64) + 2**7
    certificate, remote = assignments.certificate.astype(np.int64), assignments.remote.astype(np.int64)
    return (age | level << NORWEGIAN | certificate << CERTIFICATE | remote << REMOTE).astype(np.uint32)


def brought(volunteers: Volunteers) -> Slots:
    """Pack what each volunteer brings; what she has not stated is enough for any demand."""
    age = np.where(volunteers.age < 0, 2**16 - 1, volunteers.age.astype(np.int64) + 2**15)
    level = np.where(volunteers.norwegian < 0, 2**8 - 1, volunteers.norwegian.astype(np.int64) + 2**7)
    certificate = volunteers.certificate_ok.astype(np.int64)
    has: Slots = (age | level << NORWEGIAN | certificate << CERTIFICATE).astype(np.uint32)
    return has | SURVIVING | FROM_AFAR


def halves(masks: Masks) -> tuple[Masks, Masks]:
    """Split into two words."""
    return masks & LOW_HALF, masks >> UPPER


def readers(volunteers: Volunteers, world: World, *, day: int) -> Slots:
    """Pack each volunteer into fourteen words, [n, 14]."""
    packed = np.empty((len(volunteers), 14), np.uint32)
    packed[:, 0], packed[:, 1] = halves(volunteers.activities)
    packed[:, 2], packed[:, 3] = halves(volunteers.skills)
    packed[:, 4] = volunteers.slots
    packed[:, 5] = volunteers.groups
    packed[:, 6] = brought(volunteers)
    packed[:, 7] = volunteers.rhythm
    packed[:, 8] = volunteers.hours.view(np.uint32)
    packed[:, 9] = volunteers.max_km.view(np.uint32)
    packed[:, 10] = volunteers.remote_ok
    packed[:, 11] = volunteers.municipality % len(world.distance_km)
    packed[:, 12], packed[:, 13] = halves(standing.seeds(volunteers.id, day=day))
    return packed


class Land(NamedTuple):
    """For each municipality [M + 1] all of them, nearest first, at last those at no known distance."""

    order: Ints
    km: Floats
    """How far these are."""
    known: Ints
    """How many of them are at a known distance."""
    table: Floats
    """`World.distance_km`."""
    together: Floats
    """`World.together`."""


def land(world: World) -> Land:
    """Sort the neighbours of each municipality."""
    order = np.argsort(world.distance_km, axis=1, kind="stable")
    km = np.take_along_axis(world.distance_km, order, axis=1)
    known = np.count_nonzero(~np.isnan(km), axis=1)
    return Land(order.astype(np.int32), km, known.astype(np.int32), world.distance_km, world.together)


class Grid(NamedTuple):
    """Assignments as the kernel reads them: by place in the grid, or by row of `Assignments`."""

    words: Slots
    """All words of a block, lane by lane, then the next block's."""
    demanded: Slots
    """[p] as the three that follow."""
    id: Masks
    row: Ints
    municipality: Ints
    lift_of_block: Floats
    """The highest of each."""
    worth_of_block: Floats
    """The most that any of each can be worth but for distance, to whomever."""
    worth_of_segment: Floats
    """The most of each; at last the most of all."""
    starts: Ints
    """The first block of each segment; at last how many blocks there are."""
    place: Ints
    """[m] as the two that follow: where in the grid a row stands; -1 when nobody can apply."""
    organisation: Ints
    main_activity: Ints
