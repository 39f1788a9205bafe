"""The seven signals of an assignment as seven bytes: 0 to 255 is 0 to 1."""

from collections.abc import Buffer

import numpy as np
import numpy.typing as npt

from matching.ranking.arrays import Bytes, Floats
from matching.ranking.model import SIGNALS

EACH = len(SIGNALS)
MOST = np.float32(255)
ROUNDED = 1e-5
"""What sums of four-byte numbers may be beside."""


def packed(signals: npt.ArrayLike) -> Bytes:
    """Round signals [..., 7] to bytes; one that is no number between 0 and 1 is refused."""
    values = np.asarray(signals, np.float32)
    if values.shape[-1] != EACH:
        message = f"{EACH} signals are needed for each assignment, not {values.shape[-1]}"
        raise ValueError(message)
    if not ((values >= -ROUNDED) & (values <= 1 + ROUNDED)).all():
        raise ValueError("a signal must be between 0 and 1")
    return np.rint(np.clip(values, 0, 1) * MOST).astype(np.uint8)


def unpacked(stored: Buffer) -> Floats:
    """Read signals [n, 7] from bytes."""
    return np.frombuffer(stored, np.uint8).reshape(-1, EACH).astype(np.float32) / MOST
