"""Who has said yes, and what the organisations have answered: in every state, with the places counted."""

from datetime import datetime, timedelta

from assignments.models import Session
from matching.models import Application
from portal.demo import library
from portal.demo.assignments import Posted
from portal.demo.clock import Clock
from portal.demo.dice import Dice
from portal.demo.logins import Named
from portal.demo.volunteers import Pool
from portal.models import Activity

SOURCES = (("search", 45), ("for_you", 25), ("digest", 18), ("direct", 12))
FRESH = timedelta(days=2)
AT_FIRST = (("new", 90), ("dialogue", 10))
LATER = (("accepted", 52), ("declined", 14), ("dialogue", 11), ("new", 17), ("withdrawn", 6))
AT_LAST = (("completed", 74), ("declined", 16), ("withdrawn", 10))
TAKES_A_PLACE = {"accepted", "completed"}
MOST = 14


class Applications:
    def __init__(self, *, chance: Dice, clock: Clock, pool: Pool, named: Named) -> None:
        self.chance, self.clock, self.pool = chance, clock, pool
        self.named = named.volunteer.pk
        self.activities = dict(Activity.objects.values_list("slug", "name_nb"))
        self.texts = library.read("messages")
        self.fates_of_named = ["new", "accepted"]

    def to(self, posted: Posted) -> list[Application]:
        """Apply to what is or was published, and count the places on it."""
        chance, assignment = self.chance, posted.assignment
        if assignment.published_at is None:
            return []
        is_shown = posted.asker.is_star and assignment.closed_at is None
        made = []
        if is_shown and self.fates_of_named:
            made.append(self.application(posted, self.named, self.sent_at(posted), self.fates_of_named.pop()))
        fresh = 2 if is_shown else 0
        eager = min(MOST, int(chance.expovariate(0.4))) if chance.hits(70) else 0
        born_by = self.clock.today.year - 1 - assignment.minimum_age
        for volunteer in self.pool.draw(chance, posted.asker.place, fresh + eager, born_by=born_by):
            sent_at = self.sent_at(posted, is_fresh=fresh > 0)
            made.append(self.application(posted, volunteer, sent_at, self.fate(posted, sent_at)))
            fresh -= 1
        return made

    def sent_at(self, posted: Posted, *, is_fresh: bool = False) -> datetime:
        published_at = posted.assignment.published_at or self.clock.midnight
        earliest = max(published_at, self.clock.midnight - FRESH) if is_fresh else published_at
        return self.clock.between(self.chance, earliest, posted.assignment.closed_at or self.clock.midnight)

    def fate(self, posted: Posted, sent_at: datetime) -> str:
        """What came of it: little yet when it is fresh, something final when the assignment is over."""
        if posted.assignment.closed_at:
            return self.chance.weighted(AT_LAST)
        return self.chance.weighted(AT_FIRST if self.clock.midnight - sent_at <= FRESH else LATER)

    def application(self, posted: Posted, volunteer: int, sent_at: datetime, status: str) -> Application:
        """One application; where no place is left, whoever would have been accepted waits or is declined."""
        chance = self.chance
        session = self.session(posted, status)
        if status in TAKES_A_PLACE and not self.take(posted, session):
            status = "declined" if posted.assignment.closed_at else "waiting"
        answered_at = None
        if status in self.texts["answers"]:
            hours = chance.lognormvariate(3, 0.9)
            answered_at = self.clock.between(chance, sent_at, sent_at + timedelta(hours=hours))
        return Application(
            volunteer_id=volunteer,
            assignment_id=posted.assignment.pk,
            session=session,
            status=status,
            message=self.message(posted),
            reply=chance.choice(self.texts["answers"][status]) if answered_at else "",
            decline_reason=chance.choice(self.texts["decline_reasons"]) if status == "declined" else "",
            source=chance.weighted(SOURCES),
            answered_by_id=posted.asker.owner if answered_at else None,
            answered_at=answered_at,
            created_at=sent_at,
            changed_at=answered_at or sent_at,
        )

    def message(self, posted: Posted) -> str:
        about = self.activities[posted.template.activities[0]]
        return str(self.chance.choice(self.texts["applications"])).format(aktivitet=about)

    def session(self, posted: Posted, status: str) -> Session | None:
        """The time chosen: for whoever comes, one with a place left."""
        left = [one for one in posted.sessions if status not in TAKES_A_PLACE or one.places_left]
        return self.chance.choice(left or posted.sessions) if posted.sessions else None

    def take(self, posted: Posted, session: Session | None) -> bool:
        """Take a place of the assignment and of the session, if both have one."""
        if posted.assignment.places_left == 0 or (session and session.places_left == 0):
            return False
        posted.assignment.places_taken += 1
        if session:
            session.places_taken += 1
        return True
