"""Remembering the lists that are shown, and noting in them what came of each assignment."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db import connection
from django.utils.timezone import localdate

from matching.learning.models import Mark
from matching.learning.names import key_of, name_of, read
from matching.learning.packing import packed
from matching.ranking.arrays import Floats, Rows
from portal.models import User

NOTHING = -1
"""Stands after the last assignment of a list that is shorter than the others."""

REMEMBER = """
    INSERT INTO learning_shownlist (shown_on, key, volunteer_id, source, model_version, shown_at, first,
        assignments, signals, marks)
    SELECT %(day)s, each.key, reader.id, %(source)s, %(model_version)s, %(at)s, %(first)s,
        (%(shown)s::bigint[])[each.start + 1 : each.stop],
        substring(%(signals)s::bytea FROM each.start * 7 + 1 FOR (each.stop - each.start) * 7),
        array_fill(0::smallint, ARRAY[each.stop - each.start])
    FROM unnest(%(keys)s::bigint[], %(volunteers)s::bigint[], %(starts)s::int[], %(stops)s::int[])
        AS each (key, volunteer, start, stop)
    JOIN volunteers_volunteer reader ON reader.id = each.volunteer
    WHERE each.stop > each.start
    FOR KEY SHARE OF reader
    ON CONFLICT DO NOTHING
"""
NOTE = """
    UPDATE learning_shownlist
    SET marks[array_position(assignments, %(assignment)s::bigint)] =
        marks[array_position(assignments, %(assignment)s::bigint)] | %(marks)s::smallint
    WHERE shown_on = %(day)s AND key = %(key)s
        AND volunteer_id = (SELECT id FROM volunteers_volunteer WHERE user_id = %(user)s)
        AND marks[array_position(assignments, %(assignment)s::bigint)] & %(marks)s <> %(marks)s
"""


@dataclass(frozen=True, kw_only=True)
class Showing:
    """Where, when and by which model lists are shown; `first` is the place of the first of a later page."""

    source: str
    model_version: str
    at: datetime
    first: int = 1

    @property
    def day(self) -> date:
        return localdate(self.at)

    @property
    def facts(self) -> dict[str, Any]:
        """What is the same for each of its lists."""
        return asdict(self) | {"day": self.day}

    @property
    def said(self) -> str:
        """What tells a list from others of the same; not the hour, so that a page can be loaded again."""
        return f"{self.day} {self.source} {self.model_version} {self.first}"


def remember(
    *,
    volunteer_id: int,
    source: str,
    model_version: str,
    shown: Sequence[int] | Rows,
    signals: Floats,
    at: datetime,
    first: int = 1,
) -> str:
    """Remember one list with its signals [n, 7], and give its name; the same list is one list all day."""
    if not len(shown):
        return ""
    showing = Showing(source=source, model_version=model_version, at=at, first=first)
    (name,) = remember_all(
        showing, volunteers=[volunteer_id], shown=np.array([shown], np.int64), signals=signals[np.newaxis]
    )
    return name


def remember_all(
    showing: Showing, *, volunteers: Sequence[int] | Rows, shown: Rows, signals: Floats
) -> list[str]:
    """Remember the lists [n, k] of n volunteers with their signals [n, k, 7], and give their names.

    `NOTHING` fills up lists that are shorter than others; an empty one is not remembered and has no name.
    Whoever has been erased meanwhile is left out, and a list that is remembered already stays as it is.
    """
    is_shown = shown != NOTHING
    sizes = is_shown.sum(axis=1)
    stops, starts = sizes.cumsum().tolist(), (sizes.cumsum() - sizes).tolist()
    flat, readers = shown[is_shown], np.asarray(volunteers, np.int64).tolist()
    spans = list(zip(readers, starts, stops, strict=True))
    keys = [key_of(reader, showing.said, flat[start:stop]) for reader, start, stop in spans]
    lists = {"keys": keys, "volunteers": readers, "starts": starts, "stops": stops, "shown": flat.tolist()}
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, lists | showing.facts | {"signals": packed(signals[is_shown]).tobytes()})
    names = [name_of(showing.day, key) for key in keys]
    return [name if stop > start else "" for name, (_, start, stop) in zip(names, spans, strict=True)]


def opened(name: str, *, by: User, assignment_id: int) -> None:
    """Note that she has opened the page of an assignment from this list of hers."""
    note(name, of=by, assignment_id=assignment_id, marks=Mark.OPENED)


def applied(name: str, *, by: User, assignment_id: int) -> None:
    """Note that she has applied: then she has opened it too, whatever her browser has told."""
    note(name, of=by, assignment_id=assignment_id, marks=Mark.OPENED | Mark.APPLIED)


def answered(name: str, *, to: User, assignment_id: int, is_accepted: bool) -> None:
    """Note that the organisation has answered her, and whether with a yes."""
    marks = Mark.ANSWERED | Mark.ACCEPTED if is_accepted else Mark.ANSWERED
    note(name, of=to, assignment_id=assignment_id, marks=marks)


def note(name: str, *, of: User, assignment_id: int, marks: int) -> None:
    """Add marks to an assignment in her own list; a name that is not of one of hers changes nothing."""
    found = read(name)
    if found is None:
        return
    day, key = found
    facts: dict[str, Any] = {
        "day": day,
        "key": key,
        "user": of.pk,
        "assignment": assignment_id,
        "marks": int(marks),
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTE, facts)
