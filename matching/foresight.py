"""The portal's look ahead, each night: what is liked together, what appeals, and what the week will bring."""

from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Count, QuerySet

from assignments.models import Assignment
from matching import fit, offers
from matching.dials.models import Outlook, Togetherness
from matching.learning.models import ShownList, Source
from matching.models import Application
from matching.offers import Offers
from matching.outlook import Kind, Known, Numbers, seen_in, store
from matching.ranking import Volunteers, typical_relevance
from matching.ranking.appeal import appeal
from matching.ranking.forecast import Traffic, rate_of, weeks_ahead
from matching.ranking.world import ticked_together
from matching.volunteers.models import Volunteer

SAMPLE = 2000
WEEK, MONTH, YEAR = timedelta(days=7), timedelta(days=28), timedelta(days=365)


def look_ahead(*, on: date, at: datetime) -> Outlook:
    """Count anew what is liked together and what appeals, then foretell the sign-ups of a week."""
    count_together()
    sample, now = some_volunteers(on=on), offers.anew(on=on)
    market = sample, now.assignments, now.world
    typical = typical_relevance(*market, day=now.day, seed=now.day, model=now.model)
    seen = count_seen(typical=typical, on=on, at=at)
    traffic = traffic_of(seen, now, at=at)
    known = Known(on, at, typical, traffic.rate)
    store(Kind.SEEN, seen, known)
    store(Kind.APPEAL, appealing(seen, traffic, on=on), known)
    return store(Kind.FORECAST, coming(sample, offers.anew(on=on), traffic, typical=typical), known)


def count_together() -> None:
    """Count which activities are ticked by the same people; only the last count is kept."""
    ticked = fit.ticked()
    counts = ticked_together(ticked).ravel().tolist()
    latest = Togetherness.objects.create(counts=counts, volunteers=len(ticked))
    Togetherness.objects.filter(pk__lt=latest.pk).delete()


def some_volunteers(*, on: date) -> Volunteers:
    """Draw some of those whose lists are in an order of their own, others each day."""
    keys = np.array(Volunteer.objects.active().filter(is_ranked=True).keys(), np.int64)
    drawn = np.random.default_rng(on.toordinal()).permutation(keys)[:SAMPLE]
    return fit.volunteers(drawn.tolist(), fit.ground(), on=on)


def count_seen(*, typical: float, on: date, at: datetime) -> Numbers:
    """Add the lists since the last count to what was seen before; what closed a year ago is left out."""
    last = Outlook.objects.last_of(Kind.SEEN)
    lists = ShownList.objects.filter(shown_on__gte=last.until.date() if last else on - YEAR, shown_at__lte=at)
    if last:
        lists = lists.filter(shown_at__gt=last.until)
    seen = Numbers.of(last).plus(seen_in(list(lists), appeal=Numbers.none(), typical=typical))
    keys = np.array(lately(on=on).values_list("pk", flat=True), np.int64)
    kept = np.isin(seen.assignments, keys)
    return Numbers(seen.assignments[kept], seen.numbers[kept])


def lately(*, on: date) -> QuerySet[Assignment]:
    """What one could apply to at some time of the last year."""
    return Assignment.objects.filter(published_at__isnull=False, apply_by__gte=on - YEAR)


def traffic_of(seen: Numbers, now: Offers, *, at: datetime) -> Traffic:
    """Measure how many lists are looked at, what comes of them, and what comes in other ways."""
    applied = Application.objects.filter(created_at__gt=at - YEAR, created_at__lte=at)
    by_list = applied.exclude(list_name="")
    lists = ShownList.objects.filter(shown_at__gt=at - WEEK, shown_at__lte=at, source=Source.FOR_YOU)
    elsewhere = applied.filter(list_name="", created_at__gt=at - MONTH).count()
    return Traffic(
        visits=lists.filter(shown_on__gte=(at - WEEK).date()).count() / WEEK.days,
        rate=rate_of(by_list.count(), keen_looks_of(seen)),
        elsewhere=elsewhere / MONTH.days / max(1, int(now.assignments.is_open.sum())),
    )


def keen_looks_of(seen: Numbers) -> float:
    """Add up the looks, each as keen as it was with what appeals in mind."""
    appeals = Numbers.of(Outlook.objects.last_of(Kind.APPEAL)).at(seen.assignments)
    return float((seen.numbers * np.exp(appeals)).sum())


def appealing(seen: Numbers, traffic: Traffic, *, on: date) -> Numbers:
    """Compare how many have said yes to each assignment with how many were to be expected."""
    columns = ("pk", "organisation_id", "published_at", "apply_by", "closed_at", "said_yes")
    rows = lately(on=on).annotate(said_yes=Count("applications")).order_by("pk").values_list(*columns)
    keys, organisations, published, apply_by, closed, said_yes = zip(*rows, strict=True) if rows else [()] * 6
    ends = (min(last, on, end.date() if end else on) for last, end in zip(apply_by, closed, strict=True))
    days = np.array([(end - begin.date()).days + 1 for end, begin in zip(ends, published, strict=True)])
    found, theirs = np.array(keys, np.int64), np.array(organisations, np.int64)
    expected = traffic.rate * seen.at(found) + traffic.elsewhere * np.maximum(0, days)
    odds = appeal(np.array(said_yes, np.float32), expected.astype(np.float32), theirs)
    return Numbers(found[odds != 0], odds[odds != 0])


def coming(sample: Volunteers, now: Offers, traffic: Traffic, *, typical: float) -> Numbers:
    """Foretell the sign-ups of the week, of all that is open."""
    nothing_yet = np.where(now.shelf.is_silent, fit.IN_NO_NEED, np.float32(0))
    foretold = weeks_ahead(sample, now.prepared.expecting(nothing_yet), traffic, typical=typical)
    some = now.assignments.is_open & (foretold > 0)
    return Numbers(now.assignments.id[some], foretold[some])
