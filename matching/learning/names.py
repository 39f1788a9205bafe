"""The names of lists in addresses: a day and a key in fourteen signs, the same for the same list all day."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date, timedelta
from hashlib import blake2b
from struct import Struct

import numpy as np

from matching.ranking.arrays import Rows

FIRST_DAY = date(1970, 1, 1)
FORM = re.compile(r"[A-Za-z0-9_-]{14}", re.ASCII)
BYTES = Struct(">Hq")
PADDING = "=="


def key_of(volunteer: int, said: str, shown: Rows) -> int:
    """Draw a list's key from whose it is, what is said of it, and what it shows."""
    written = f"{volunteer} {said}".encode() + np.ascontiguousarray(shown, "<i8").tobytes()
    return int.from_bytes(blake2b(written, digest_size=8).digest(), signed=True)


def name_of(day: date, key: int) -> str:
    packed = BYTES.pack((day - FIRST_DAY).days, key)
    return urlsafe_b64encode(packed).decode().removesuffix(PADDING)


def read(name: str) -> tuple[date, int] | None:
    """Read the day and the key from a name; None from what cannot be one."""
    if not FORM.fullmatch(name):
        return None
    days, key = BYTES.unpack(urlsafe_b64decode(name + PADDING))
    return FIRST_DAY + timedelta(days=days), key
