"""Personal lists that were shown in the weeks behind us, and what came of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from assignments.finding.shelf.columns import read
from matching import fit
from matching.learning import counting
from matching.learning.models import Mark, ShownList, Source
from matching.learning.names import key_of
from matching.learning.packing import packed
from matching.models import Application
from matching.ranking import LAUNCH, rank, signals_of
from matching.ranking.arrays import Floats
from portal.demo.clock import ZONE, Clock
from portal.demo.dice import Dice

MOST = 500
LENGTHS = {str(Source.FOR_YOU): 20, str(Source.DIGEST): 5}
CURIOUS = 25
"""Of a hundred who see what stands first, so many open it; fewer of those farther down."""
BEFORE = timedelta(minutes=9)
YES = {"accepted", "completed"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: whose, when and where, the columns of what is open in it, and what she applied to from it."""

    row: int
    source: str
    at: datetime
    columns: list[int]
    led_to: Application | None = None


class Lists:
    """For each application that came from a list, that list, and one of another day that nothing came of."""

    def __init__(self, *, chance: Dice, clock: Clock) -> None:
        self.chance, self.clock = chance, clock
        shelf, self.ground = read(), fit.ground()
        nothing = np.zeros(len(shelf.id), np.float32)
        self.open = fit.assignments_of(shelf, self.ground, expected=nothing, appeal=nothing)
        came = Application.objects.filter(source__in=LENGTHS, assignment__in=shelf.id.tolist())
        self.came = list(came.order_by("created_at", "pk")[:MOST])
        her = sorted({one.volunteer_id for one in self.came})
        self.who = fit.volunteers(her, self.ground, on=clock.today)
        market, day = (self.who, self.open, self.ground.world), fit.day_of(clock.today)
        self.ranking = rank(*market, day=day, k=max(LENGTHS.values()))

    def shown(self) -> Iterator[list[ShownList]]:
        """Write them all, and tell the applications which list they came from."""
        sheets = [sheet for one in self.came for sheet in self.sheets(one)]
        indices = np.full((len(sheets), max(LENGTHS.values())), -1)
        for number, sheet in enumerate(sheets):
            indices[number, : len(sheet.columns)] = sheet.columns
        rows = np.array([sheet.row for sheet in sheets], np.int64)
        listed = replace(self.ranking, indices=indices)
        signals = signals_of(self.who.take(rows), self.open, self.ground.world, listed)
        made = {row.name: row for row in map(self.row, sheets, signals)}
        yield ShownList.objects.bulk_create(made.values())
        Application.objects.bulk_update(self.came, ["list_name"])
        counting.count(on=self.clock.today, months=12)

    def sheets(self, application: Application) -> Iterator[Sheet]:
        """The list she applied from, and one of some days before."""
        row = int(np.searchsorted(self.who.id, application.volunteer_id))
        at, source = application.created_at.astimezone(ZONE) - BEFORE, application.source
        (column,) = np.flatnonzero(self.open.id == application.assignment_id).tolist()
        others = [other for other in self.published(row, at) if other != column][: LENGTHS[source] - 1]
        place = min(len(others), int(self.chance.expovariate(0.3)))
        yield Sheet(row, source, at, [*others[:place], column, *others[place:]], application)
        earlier = at - timedelta(days=self.chance.randint(1, 20))
        if quiet := self.published(row, earlier)[: LENGTHS[source]]:
            yield Sheet(row, source, earlier, quiet)

    def published(self, row: int, at: datetime) -> list[int]:
        """What suits her best of what there was that day."""
        best = self.ranking.indices[row]
        columns = best[best >= 0]
        known: list[int] = columns[self.open.published[columns] <= fit.day_of(at.date())].tolist()
        return known

    def row(self, sheet: Sheet, signals: Floats) -> ShownList:
        """Set a list up as it is remembered; the application learns its name."""
        shown, volunteer = self.open.id[sheet.columns], int(self.who.id[sheet.row])
        row = ShownList(
            shown_on=sheet.at.date(),
            key=key_of(volunteer, f"{sheet.at} {sheet.source}", shown),
            volunteer_id=volunteer,
            source=sheet.source,
            model_version=LAUNCH.version,
            shown_at=sheet.at,
            assignments=shown.tolist(),
            signals=packed(signals[: len(shown)]).tobytes(),
            marks=[self.mark(sheet.led_to, key, place) for place, key in enumerate(shown.tolist(), 1)],
        )
        if sheet.led_to:
            sheet.led_to.list_name = row.name
        return row

    def mark(self, led_to: Application | None, assignment: int, place: int) -> int:
        """What came of one assignment: the application and its answer, or at most a look."""
        if led_to is None or led_to.assignment_id != assignment:
            return int(Mark.OPENED if self.chance.hits(CURIOUS / place) else 0)
        marks = int(Mark.OPENED | Mark.APPLIED)
        marks |= Mark.ANSWERED if led_to.answered_at else 0
        return marks | (Mark.ACCEPTED if led_to.status in YES else 0)
