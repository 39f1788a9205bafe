"""The world as arrays: distances between municipalities, and sets as bit masks."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matching.ranking.arrays import ITSELF, Floats, Masks, World, unpacked

type Counts = npt.NDArray[np.int64]

EARTH_KM = 6371
WITHIN_ITSELF_KM = 3
MOST_ACTIVITIES = 64
NOT_COUNTED = np.zeros((0, 0), np.int64)
WITHIN_A_TOPIC = 2.5
"""How much oftener than by chance two of a topic are ticked together, until it has been counted."""
UNCOUNTED = 50.0
"""The weight of that guess, in people."""
AT_ONCE = 1 << 16


def build_world(
    topic_of_activity: Sequence[int],
    latitude: npt.ArrayLike,
    longitude: npt.ArrayLike,
    *,
    both: Counts = NOT_COUNTED,
    people: int = 0,
) -> World:
    """Build from each activity's topic (its position) and each municipality's point in degrees.

    Of so many people who have ticked any, `both` have ticked each two; how many one, stands on the diagonal.
    """
    if len(topic_of_activity) > MOST_ACTIVITIES:
        message = f"there may be {MOST_ACTIVITIES} activities, one for each bit, not {len(topic_of_activity)}"
        raise ValueError(message)
    return World(together(topic_of_activity, both, people), distances(latitude, longitude))


def ticked_together(ticked: Masks) -> Counts:
    """Count how many have ticked each two activities, [64, 64]; how many one, stands on the diagonal."""
    both = np.zeros((MOST_ACTIVITIES, MOST_ACTIVITIES), np.int64)
    for start in range(0, len(ticked), AT_ONCE):
        has = unpacked(ticked[start : start + AT_ONCE])
        both += (has.T @ has).astype(np.int64)
    return both


def together(topic_of_activity: Sequence[int], both: Counts, people: int) -> Floats:
    """Tell how much oftener than by chance the same person ticks two activities, in hundredths of a log.

    Where few have ticked them, those of the same topic are thought to go together.
    """
    missing = MOST_ACTIVITIES - len(both)
    both = np.pad(both, ((0, missing), (0, missing)))
    each = both.diagonal()
    by_chance = np.outer(each, each) / max(1, people)
    topics = np.full(MOST_ACTIVITIES, -1)
    topics[: len(topic_of_activity)] = topic_of_activity
    guess = np.where((topics[:, None] == topics) & (topics >= 0), WITHIN_A_TOPIC, 1)
    oftener = np.log((both + UNCOUNTED * guess) / (by_chance + UNCOUNTED))
    hundredths: Floats = np.round(100 * oftener).astype(np.float32)
    np.fill_diagonal(hundredths, ITSELF)
    return hundredths


def distances(latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
    """Measure great circles between all points; to itself a municipality has three kilometres.

    A point that is not a number has no distance to anything, nor has the last row, for «no municipality».
    """
    north = np.radians(np.append(np.asarray(latitude, np.float64), np.nan))
    east = np.radians(np.append(np.asarray(longitude, np.float64), np.nan))
    half: npt.NDArray[np.float64] = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north)[:, None] * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    km = (2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))).astype(np.float32)
    known = np.flatnonzero(~np.isnan(north + east))
    km[known, known] = WITHIN_ITSELF_KM
    return km


def mask_of(bits: Iterable[int]) -> int:
    """Make one mask of these bits."""
    mask = 0
    for bit in bits:
        mask |= 1 << bit
    return mask


def bits_of(mask: int) -> Iterator[int]:
    """Name the bits of a mask, lowest first."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1
