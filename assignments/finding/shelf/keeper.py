"""Keeps the columns of this process in step with the database."""

from threading import Lock
from time import monotonic

from django.db import connection

from assignments.finding.shelf.columns import Shelf, mended, read

READ_AGAIN_SECONDS = 1800
"""Notes of changes are kept for an hour; a shelf that has not looked for half of it begins anew."""
MANY = 5000
CHANGED = """
    SELECT settled, count(c.id), count(c.id) FILTER (WHERE deed >= settled),
           array_remove(array_agg(DISTINCT assignment_id), NULL)
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled) AS now
    LEFT JOIN finding_change c ON deed >= %s GROUP BY settled
"""


class Keeper:
    """Keeps the shelf of this process up to date. Readers get the old one while another reader mends it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.shelf: Shelf | None = None
        self.settled = self.notes = 0
        self.looked_at = 0.0

    def current(self) -> Shelf:
        """Give what is published now."""
        kept = self.shelf
        if not self.lock.acquire(blocking=kept is None) and kept is not None:
            return kept
        try:
            return self.look()
        finally:
            self.lock.release()

    def look(self) -> Shelf:
        """Read again what has been written to since one last looked; everything, when that is simpler."""
        with connection.cursor() as cursor:
            cursor.execute(CHANGED, [self.settled])
            settled, notes, unsettled, changed = cursor.fetchone()
        is_new = notes != self.notes
        slept = monotonic() - self.looked_at > READ_AGAIN_SECONDS
        if self.shelf is None or slept or (is_new and (0 in changed or len(changed) > MANY)):
            self.shelf = read()
        elif is_new:
            self.shelf = mended(self.shelf, changed, read(changed))
        self.settled, self.notes, self.looked_at = settled, unsettled, monotonic()
        return self.shelf

    def forget(self) -> None:
        """Begin anew."""
        self.shelf = None


KEEPER = Keeper()
