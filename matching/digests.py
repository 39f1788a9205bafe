"""The weekly letter: put together, handed out once, stopped with one click."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

import numpy as np
from django.core.signing import Signer
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from matching import fit, offers
from matching.dials.models import Outlook
from matching.foresight import look_ahead
from matching.inviting.models import Invitation
from matching.learning.models import Source
from matching.learning.services import NOTHING, Showing, remember_all
from matching.models import Application, Digest, Suggestion
from matching.offers import Offers
from matching.outlook import Kind, count_handed_out
from matching.ranking import Pairs, Reason, Volunteers, reasons, signals_of
from matching.ranking.arrays import Floats, Rows
from matching.ranking.fast import Listed, explain
from matching.ranking.rounds import in_rounds, rounds_for
from matching.reasons import kept
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer
from matching.volunteers.querysets import VolunteerQuerySet
from portal import audit, letters
from portal.models import Letter

TOP = 5
FEWEST = 2
MONTH = timedelta(weeks=4)
KIND = "digest"

signer = Signer(salt="matching.digests")


def token(volunteer: Volunteer) -> str:
    """Give the key to stop this volunteer's digests, and to nothing else."""
    return signer.sign(str(volunteer.pk))


def volunteer_of(token: str) -> int:
    """Read whose digests a token stops; a forged one raises BadSignature."""
    return int(signer.unsign(token))


@transaction.atomic
def stop(volunteer: Volunteer) -> None:
    """Send the volunteer no more digests."""
    getting = Volunteer.objects.filter(pk=volunteer.pk).exclude(digest_frequency="never")
    volunteer.digest_frequency = Volunteer.DigestFrequency.NEVER
    if getting.update(digest_frequency=volunteer.digest_frequency):
        audit.record("digest.stopped", by=volunteer.user, about=volunteer)


def week_of(on: date) -> date:
    """Name a week by its Monday."""
    return on - timedelta(days=on.weekday())


def owed(*, week: date) -> VolunteerQuerySet:
    """Those who want a digest and have not had one this week, or for four weeks if they want it monthly."""
    theirs = Digest.objects.filter(volunteer=OuterRef("pk"))
    weekly = Q(digest_frequency="weekly") & ~Exists(theirs.filter(week__gte=week))
    monthly = Q(digest_frequency="monthly") & ~Exists(theirs.filter(week__gt=week - MONTH))
    return Volunteer.objects.active().filter(weekly | monthly, is_ranked=True)


@dataclass(frozen=True)
class Issue:
    """One week's digests: when they are put together, and what there is to suggest."""

    at: datetime
    now: Offers
    typical: float
    """The relevance of a typical pair, log-odds."""
    rate: float
    """Sign-ups per look at a typical item."""

    @property
    def week(self) -> date:
        return week_of(self.now.on)

    @property
    def seed(self) -> int:
        """What the order of volunteers is drawn from: another each week."""
        return self.week.toordinal()


@dataclass(frozen=True)
class Round:
    """The lists of a round, one row for each of its readers."""

    rows: dict[int, int]
    """The row of each volunteer, by her key, that has a list."""
    shown: Rows
    """Keys of assignments, best first, [n, k]."""
    why: list[list[tuple[Reason, ...]]]
    signals: Floats

    @classmethod
    def of(cls, asking: Volunteers, listed: Listed, now: Offers) -> Self:
        """Say why each stands in its list."""
        ranking = explain(asking, now.prepared, listed)
        why = list(reasons(asking, now.assignments, now.world, ranking, day=now.day))
        rows = {reader: row for row, reader in enumerate(asking.id.tolist()) if why[row]}
        shown = np.append(now.assignments.id, NOTHING)[ranking.indices]
        return cls(rows, shown, why, signals_of(asking, now.assignments, now.world, ranking))

    def list_of(self, reader: Volunteer) -> Iterator[tuple[int, tuple[Reason, ...]]]:
        """What one reader gets, best first, and why."""
        row = self.rows[reader.pk]
        return zip(self.shown[row].tolist(), self.why[row], strict=False)

    def remember(self, readers: Sequence[Volunteer], issue: Issue) -> list[str]:
        """Remember what these get, and name their lists."""
        rows = [self.rows[reader.pk] for reader in readers]
        showing = Showing(source=Source.DIGEST, model_version=issue.now.model.version, at=issue.at)
        keys = [reader.pk for reader in readers]
        return remember_all(showing, volunteers=keys, shown=self.shown[rows], signals=self.signals[rows])


def compose(*, at: datetime) -> int:
    """Put together every digest still owed. Stopped anywhere and run again, it goes on from there."""
    on = localdate(at)
    forecast = Outlook.objects.last_of(Kind.FORECAST) or look_ahead(on=on, at=at)
    count_handed_out(on=on, at=at)
    issue = Issue(at, offers.anew(on=on), forecast.typical, forecast.rate)
    readers = fit.volunteers(owed(week=issue.week).keys(), fit.ground(), on=on)
    return sum(hand_out(each, issue) for each in rounds(readers, issue))


def rounds(readers: Volunteers, issue: Issue) -> Iterator[Round]:
    """Rank in rounds; never what they have applied to, put away, are invited to or have had in a digest."""
    now = issue.now

    def met(rows: Rows) -> Pairs:
        return fit.met(readers.take(rows), now.assignments, Application, Suggestion, Dismissal, Invitation)

    for rows, listed in in_rounds(
        readers,
        now.prepared,
        typical=issue.typical,
        rate=issue.rate,
        seed=issue.seed,
        k=TOP,
        fewest=FEWEST,
        rounds=rounds_for(len(readers)),
        exclude=met,
    ):
        yield Round.of(readers.take(rows), listed, now)


@transaction.atomic
def hand_out(each: Round, issue: Issue) -> int:
    """Owe the letters of a round with their digests: all or none, nobody twice, however many compose."""
    list(Volunteer.objects.filter(pk__in=each.rows).order_by("pk").select_for_update())
    readers = list(owed(week=issue.week).filter(pk__in=each.rows).select_related("user"))
    names = each.remember(readers, issue)
    digests = Digest.objects.bulk_create(
        Digest(volunteer=reader, week=issue.week, model_version=issue.now.model.version, list_name=name)
        for reader, name in zip(readers, names, strict=True)
    )
    Suggestion.objects.bulk_create(
        Suggestion(digest=digest, volunteer=reader, assignment_id=key, position=position, reasons=kept(why))
        for digest, reader in zip(digests, readers, strict=True)
        for position, (key, why) in enumerate(each.list_of(reader), start=1)
    )
    Letter.objects.bulk_create(
        letters.owed(KIND, to=reader.user, about=digest, is_repeatable=False)
        for digest, reader in zip(digests, readers, strict=True)
    )
    return len(digests)
