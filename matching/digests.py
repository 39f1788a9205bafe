"""The weekly letter: put together, handed out once, stopped with one click."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from django.core.signing import Signer
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from matching import fit
from matching.models import Application, Digest, Suggestion
from matching.offers import KEEPER as OFFERS
from matching.ranking import (
    Assignments,
    Model,
    Pairs,
    Ranking,
    Reason,
    Volunteers,
    handed_out_before,
    in_rounds,
    reasons,
    typical_relevance,
)
from matching.ranking.arrays import Floats, Rows
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
type Chosen = dict[int, list[tuple[int, tuple[Reason, ...]]]]
"""For each volunteer's key the assignments' keys, best first, and why."""

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
    """One week's digests: what there is to suggest, and on which day it is ranked."""

    on: date
    ground: fit.Ground
    model: Model
    offered: Assignments

    @property
    def week(self) -> date:
        return week_of(self.on)

    @property
    def day(self) -> int:
        return fit.day_of(self.on)

    @property
    def seed(self) -> int:
        """What the order of volunteers is drawn from: another each week."""
        return self.week.toordinal()


def compose(*, on: date) -> int:
    """Put together every digest still owed. Stopped anywhere and run again, it goes on from there."""
    now = OFFERS.current(on=on)
    issue = Issue(on, now.ground, now.model, now.assignments)
    readers = fit.volunteers(owed(week=issue.week).keys(), now.ground, on=on)
    made = 0
    for rows, ranking in ranked(readers, issue):
        asking = readers.take(rows)
        why = reasons(asking, issue.offered, issue.ground.world, ranking, day=issue.day)
        lists = zip(asking.id.tolist(), ranking.indices, why, strict=True)
        chosen = {
            reader: list(zip(issue.offered.id[columns[columns >= 0]].tolist(), each, strict=True))
            for reader, columns, each in lists
            if each
        }
        made += hand_out(chosen, issue)
    return made


def ranked(readers: Volunteers, issue: Issue) -> Iterator[tuple[Rows, Ranking]]:
    """Rank in rounds; never what they have applied to or put away, nor what an earlier digest suggested."""
    offered = replace(issue.offered, expected=already_coming(issue))

    def met(rows: Rows) -> Pairs:
        return fit.met(readers.take(rows), offered, Application, Suggestion, Dismissal)

    market = readers, offered, issue.ground.world
    return in_rounds(
        *market, day=issue.day, seed=issue.seed, k=TOP, fewest=FEWEST, exclude=met, model=issue.model
    )


def already_coming(issue: Issue) -> Floats:
    """Expect sign-ups from this week's digests that an earlier run has handed out."""
    handed = Suggestion.objects.filter(digest__week=issue.week).values_list(*fit.PAIR, "position")
    rows = np.array(handed, np.int64).reshape(-1, 3)
    had = Volunteer.objects.filter(digests__week=issue.week)
    readers = fit.volunteers(had.keys(), issue.ground, on=issue.on)
    pairs, known = fit.pairs(rows[:, :2], readers, issue.offered)
    market = readers, issue.offered, issue.ground.world
    typical = typical_relevance(*market, day=issue.day, seed=issue.seed, model=issue.model)
    return handed_out_before(*market, pairs, rows[known, 2], typical=typical, model=issue.model)


@transaction.atomic
def hand_out(chosen: Chosen, issue: Issue) -> int:
    """Owe the letters of a round with their digests: all or none, nobody twice, however many compose."""
    list(Volunteer.objects.filter(pk__in=chosen).order_by("pk").select_for_update())
    readers = list(owed(week=issue.week).filter(pk__in=chosen).select_related("user"))
    digests = Digest.objects.bulk_create(
        Digest(volunteer=reader, week=issue.week, model_version=issue.model.version) for reader in readers
    )
    Suggestion.objects.bulk_create(
        Suggestion(digest=digest, volunteer=reader, assignment_id=key, position=position, reasons=kept(why))
        for digest, reader in zip(digests, readers, strict=True)
        for position, (key, why) in enumerate(chosen[reader.pk], start=1)
    )
    Letter.objects.bulk_create(
        letters.owed(KIND, to=reader.user, about=digest, is_repeatable=False)
        for digest, reader in zip(digests, readers, strict=True)
    )
    return len(digests)
