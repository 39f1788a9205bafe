"""The world as arrays: distances between municipalities, and sets as bit masks."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matching.ranking.arrays import Floats, Masks, World

EARTH_KM = 6371
WITHIN_ITSELF_KM = 3
MOST_ACTIVITIES = 64


def build_world(
    topic_of_activity: Sequence[int],
    latitude: npt.ArrayLike,
    longitude: npt.ArrayLike,
) -> World:
    """Build from each activity's topic (its position) and each municipality's point in degrees."""
    if len(topic_of_activity) > MOST_ACTIVITIES:
        message = f"there may be {MOST_ACTIVITIES} activities, one for each bit, not {len(topic_of_activity)}"
        raise ValueError(message)
    return World(topic_masks(topic_of_activity), distances(latitude, longitude))


def topic_masks(topic_of_activity: Sequence[int]) -> Masks:
    """Gather the activities of each topic into one mask."""
    masks = np.zeros(max(topic_of_activity, default=-1) + 1, np.uint64)
    for bit, topic in enumerate(topic_of_activity):
        masks[topic] |= np.uint64(1 << bit)
    return masks


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
