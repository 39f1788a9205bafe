"""Days and hours of the demo nation, all told from one day, so that the same seed gives the same rows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.demo.dice import Dice

ZONE = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, slots=True)
class Clock:
    today: date

    @property
    def midnight(self) -> datetime:
        """When the day began: everything that has happened, happened before."""
        return datetime.combine(self.today, time(), ZONE)

    def past(self, chance: Dice, *, least: int, most: int) -> datetime:
        """A waking hour so many days ago, at least yesterday."""
        day = self.today - timedelta(days=max(1, chance.randint(least, most)))
        return datetime.combine(day, time(chance.randint(7, 21), chance.randrange(60)), ZONE)

    def between(self, chance: Dice, first: datetime, last: datetime) -> datetime:
        """Some minute after the first and not after the last; the first itself when there is none."""
        minutes = int((min(last, self.midnight) - first).total_seconds() // 60)
        return first + timedelta(minutes=chance.randint(1, minutes)) if minutes > 0 else first

    def ahead(self, chance: Dice, *, least: int, most: int) -> date:
        """A day to come, sooner rather than later."""
        return self.today + timedelta(days=int(chance.triangular(least, most, least + (most - least) / 4)))
