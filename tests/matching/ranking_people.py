"""One volunteer and one assignment in plain Python, any of them, and the way to the ranker's columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from matching.ranking import FAR_DAY, Assignments, Volunteers, World, build_world, mask_of

TODAY = 20_778
"""A Saturday, in days since 1970."""

OSLO, DRAMMEN, BERGEN = 0, 1, 2
TOPIC_OF_ACTIVITY = (0, 0, 0, 1, 1, 2)
"""Activities 0-2 are one topic, 3-4 another, 5 stands alone."""


@dataclass(frozen=True)
class Person:
    """A volunteer who has stated nothing but where she lives."""

    id: int = 1
    activities: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    slots: frozenset[int] = frozenset()
    rhythm: int = 0
    hours: float = nan
    skills: frozenset[int] = frozenset()
    norwegian: int = -1
    age: int = -1
    remote_ok: bool = False
    certificate_ok: bool = True
    municipality: int = OSLO
    max_km: float = 20


@dataclass(frozen=True)
class Ask:
    """An assignment in the same municipality that asks for nothing in particular."""

    id: int = 1
    activities: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    slots: frozenset[int] = frozenset()
    is_regular: bool = False
    hours: float = nan
    skills: frozenset[int] = frozenset()
    norwegian: int = 0
    minimum_age: int = 0
    certificate: bool = False
    remote: bool = False
    municipality: int = OSLO
    is_open: bool = True
    published: int = TODAY - 100
    deadline: int = FAR_DAY
    places: float = 5
    signups: float = 0
    expected: float = 0
    appeal: float = 0
    organisation: int = 1
    main_activity: int = -1


def norway() -> World:
    """Three municipalities, and six activities in three topics."""
    return build_world(TOPIC_OF_ACTIVITY, [59.9244, 59.7441, 60.3913], [10.7727, 10.2045, 5.3221])


def volunteers(*people: Person) -> Volunteers:
    """Set people up as columns."""
    return Volunteers(
        id=np.array([each.id for each in people], np.int64),
        activities=masks([each.activities for each in people]),
        groups=masks([each.groups for each in people]).astype(np.uint8),
        slots=masks([each.slots for each in people]).astype(np.uint32),
        rhythm=np.array([each.rhythm for each in people], np.int8),
        hours=np.array([each.hours for each in people], np.float32),
        skills=masks([each.skills for each in people]),
        norwegian=np.array([each.norwegian for each in people], np.int8),
        age=np.array([each.age for each in people], np.int16),
        remote_ok=np.array([each.remote_ok for each in people], np.bool_),
        certificate_ok=np.array([each.certificate_ok for each in people], np.bool_),
        municipality=np.array([each.municipality for each in people], np.int16),
        max_km=np.array([each.max_km for each in people], np.float32),
    )


def assignments(*asks: Ask) -> Assignments:
    """Set assignments up as columns."""
    return Assignments(
        id=np.array([each.id for each in asks], np.int64),
        activities=masks([each.activities for each in asks]),
        groups=masks([each.groups for each in asks]).astype(np.uint8),
        slots=masks([each.slots for each in asks]).astype(np.uint32),
        is_regular=np.array([each.is_regular for each in asks], np.bool_),
        hours=np.array([each.hours for each in asks], np.float32),
        skills=masks([each.skills for each in asks]),
        norwegian=np.array([each.norwegian for each in asks], np.int8),
        minimum_age=np.array([each.minimum_age for each in asks], np.int16),
        certificate=np.array([each.certificate for each in asks], np.bool_),
        remote=np.array([each.remote for each in asks], np.bool_),
        municipality=np.array([each.municipality for each in asks], np.int16),
        is_open=np.array([each.is_open for each in asks], np.bool_),
        published=np.array([each.published for each in asks], np.int32),
        deadline=np.array([each.deadline for each in asks], np.int32),
        places=np.array([each.places for each in asks], np.float32),
        signups=np.array([each.signups for each in asks], np.float32),
        expected=np.array([each.expected for each in asks], np.float32),
        appeal=np.array([each.appeal for each in asks], np.float32),
        organisation=np.array([each.organisation for each in asks], np.int64),
        main_activity=np.array([each.main_activity for each in asks], np.int8),
    )


def masks(sets: Sequence[frozenset[int]]) -> np.ndarray:
    """Make each set a bit mask."""
    return np.array([mask_of(each) for each in sets], np.uint64)


def some(last: int) -> SearchStrategy[frozenset[int]]:
    return st.frozensets(st.integers(0, last), max_size=4)


PLACES = st.integers(-1, 2)
ACTIVITIES = some(len(TOPIC_OF_ACTIVITY) - 1)
HOURS = st.sampled_from([nan, 0.0, 0.5, 1.0, 2.0, 3.0, 7.5])

PERSON = st.builds(
    Person,
    id=st.integers(1, 3),
    activities=ACTIVITIES,
    groups=some(6),
    slots=some(20),
    rhythm=st.integers(0, 2),
    hours=HOURS,
    skills=some(63),
    norwegian=st.integers(-1, 3),
    age=st.sampled_from([-1, 13, 17, 18, 90]),
    remote_ok=st.booleans(),
    certificate_ok=st.booleans(),
    municipality=PLACES,
    max_km=st.sampled_from([0, 5, 15, 17.3, 20, 50, 150, 2000]),
)
ASK = st.builds(
    Ask,
    id=st.integers(1, 3),
    activities=ACTIVITIES,
    groups=some(6),
    slots=some(20),
    is_regular=st.booleans(),
    hours=HOURS,
    skills=some(63),
    norwegian=st.sampled_from([0, 0, 0, 2]),
    minimum_age=st.sampled_from([0, 0, 0, 18]),
    certificate=st.sampled_from([False, False, True]),
    remote=st.sampled_from([False, False, True]),
    municipality=PLACES,
    is_open=st.sampled_from([True, True, True, False]),
    published=st.sampled_from([TODAY - 100, TODAY - 3, TODAY, TODAY + 1]),
    deadline=st.sampled_from([FAR_DAY, FAR_DAY, TODAY + 8, TODAY + 7, TODAY, TODAY - 1]),
    places=st.sampled_from([1, 3, 20]),
    signups=st.sampled_from([0, 0, 1, 7]),
    expected=st.sampled_from([0, 0.25]),
    appeal=st.sampled_from([0, 0.5, -1.5]),
    organisation=st.integers(1, 2),
    main_activity=st.integers(-1, 2),
)
