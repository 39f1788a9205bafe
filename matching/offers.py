"""What is open today in the ranker's form, in the memory of this process: read by no request, shared by all.

The columns come from the shelf of what is published, with what is expected from the lists of today. They are
set up anew when something has changed, a fiftieth of the time at most; until then, and meanwhile, the former
serve, as long as all that was found stands there. What a page then shows is fetched from the database as it
is now.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from time import monotonic

import numpy as np
from django.db import connection

from assignments.finding.shelf import KEEPER as SHELF
from assignments.finding.shelf import Selection, Shelf
from matching import fit
from matching.dials.models import Dials, Outlook, Togetherness
from matching.ranking import LAUNCH, Assignments, Model, World
from matching.ranking.arrays import Bools, Floats
from matching.ranking.prepared import Prepared, prepare
from matching.ranking.world import MOST_ACTIVITIES, together
from portal import lists

Kind = Outlook.Kind
PAUSE_SECONDS, PAUSES = 1.0, 50
"""One waits before setting up again: so many times as long as it took, a second at most."""
WORDS, FAINTEST = 2.0, 0.05
"""What a match of words weighs, as much as what, where or when, and how faint a match may be, of the best."""
LATEST = """
    SELECT (SELECT max(id) FROM dials_dials), (SELECT max(id) FROM dials_togetherness),
           ARRAY(SELECT max(id) FROM dials_outlook WHERE kind <> 'seen' GROUP BY kind ORDER BY 1)
"""

type Latest = tuple[int | None, int | None, list[int]]
"""The versions of the weights, of what is ticked together, and of each kind of outlook."""


@dataclass(frozen=True, slots=True)
class Offers:
    """All that is published, ready to be ranked on a day."""

    on: date
    shelf: Shelf
    latest: Latest
    prepared: Prepared

    @property
    def model(self) -> Model:
        return self.prepared.model

    @property
    def assignments(self) -> Assignments:
        """Row by row what stands on the shelf."""
        return self.prepared.assignments

    @property
    def world(self) -> World:
        return self.prepared.world

    @property
    def day(self) -> int:
        """The day as the ranker counts."""
        return self.prepared.day

    def sought(self, found: Selection) -> Prepared:
        """Make ready what was found: the better it matches words one asked for, the higher it stands."""
        if found.ranks is None:
            return self.prepared
        rows, stands = self.shelf.rows_of(found.shelf.id[found.rows])
        ranks: Floats = found.ranks[found.rows][stands]
        match = np.zeros(len(self.shelf.id), np.float32)
        share = ranks / max(float(ranks.max(initial=0)), 1e-9)
        match[rows] = WORDS * np.log(FAINTEST + (1 - FAINTEST) * share)
        moved = replace(self.prepared, timely=self.prepared.timely + match)
        return moved.expecting(self.assignments.expected)

    def holds(self, found: Selection) -> bool:
        """Whether all that was found stands here."""
        _rows, stands = self.shelf.rows_of(found.shelf.id[found.rows])
        return bool(stands.all())

    def rows_of(self, found: Selection) -> Bools:
        """Mark what was found, of whichever shelf."""
        if found.shelf is self.shelf:
            return found.mask
        place, _stands = self.shelf.rows_of(found.shelf.id[found.rows])
        marked = np.zeros(len(self.shelf.id), np.bool_)
        marked[place] = True
        return marked


class Keeper:
    """Keeps the offers of this process; whoever comes while another sets them up gets the former ones."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.offers: Offers | None = None
        self.made_at = self.took = 0.0

    def current(self, *, on: date, found: Selection | None = None) -> Offers:
        """Give what is open on the day; whoever has just searched hands on what was found."""
        kept = self.offers if self.offers and self.offers.on == on else None
        if not self.lock.acquire(blocking=kept is None) and kept is not None:
            return kept
        try:
            return self.look(found, on=on)
        finally:
            self.lock.release()

    def look(self, found: Selection | None, *, on: date) -> Offers:
        """Set up anew what has changed, unless that was done a moment ago."""
        kept = self.offers if self.offers and self.offers.on == on else None
        start = monotonic()
        pauses = start - self.made_at < min(PAUSE_SECONDS, PAUSES * self.took)
        if kept and pauses and (found is None or kept.holds(found)):
            return kept
        shelf = found.shelf if found else SHELF.current()
        latest = read_latest()
        if kept is None or kept.shelf is not shelf or kept.latest != latest:
            self.offers = kept = set_up(shelf, latest, on=on)
            self.made_at = monotonic()
            self.took = self.made_at - start
        return kept

    @property
    def version(self) -> str:
        """The version of the model that this process ranks by."""
        return self.offers.model.version if self.offers else LAUNCH.version

    def forget(self) -> None:
        """Begin anew."""
        self.offers = None


def anew(*, on: date) -> Offers:
    """Set up what is open on the day as it is at this moment, for work that nobody waits for."""
    return set_up(SHELF.current(), read_latest(), on=on)


def read_latest() -> Latest:
    """Ask which versions of the weights and the outlook are the latest."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST)
        latest: Latest = cursor.fetchone()
    return latest


def set_up(shelf: Shelf, latest: Latest, *, on: date) -> Offers:
    """Put the columns together."""
    dials, togetherness, outlooks = latest
    world = world_with(Togetherness.objects.get(pk=togetherness) if togetherness else None)
    seen = {each.kind: each for each in Outlook.objects.filter(pk__in=outlooks)}
    handed_out = seen.get(Kind.HANDED_OUT)
    today = handed_out if handed_out and handed_out.on == on else None
    expected = numbers(seen.get(Kind.FORECAST), shelf) + numbers(today, shelf)
    model = Dials.objects.get(pk=dials).model if dials else LAUNCH
    appeal = numbers(seen.get(Kind.APPEAL), shelf)
    assignments = fit.assignments_of(shelf, fit.ground(), expected=expected, appeal=appeal)
    return Offers(on, shelf, latest, prepare(assignments, world, model=model, day=fit.day_of(on)))


@lru_cache(maxsize=2)
def world_with(togetherness: Togetherness | None) -> World:
    """Tell what is liked together as it was last counted; without a count, what is of one topic is."""
    world, topics = fit.ground().world, lists.topic_of_activities()
    if togetherness is None:
        return world
    both = np.array(togetherness.counts, np.int64).reshape(MOST_ACTIVITIES, MOST_ACTIVITIES)
    return replace(world, together=together(topics, both, togetherness.volunteers))


def numbers(outlook: Outlook | None, shelf: Shelf) -> Floats:
    """Lay out what is said of each assignment row by row; 0 of those nothing is said of."""
    said = np.zeros(len(shelf.id), np.float32)
    if outlook:
        place, stands = shelf.rows_of(np.array(outlook.assignments, np.int64))
        said[place] = np.array(outlook.numbers, np.float32)[stands]
    return said


KEEPER = Keeper()
