"""How organisations keep the promise that everybody gets an answer."""

from datetime import datetime, timedelta

from django.db.models import (
    Aggregate,
    Avg,
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Extract, Now

from matching.models import Application
from organisations.models import Organisation

PROMISE = timedelta(days=14)
LOOK_BACK = timedelta(days=365)
LATELY = timedelta(days=90)
ONE_IN = 5

type Moment = datetime | Now


class Median(Aggregate):
    """The value in the middle."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def measure_answers(*, at: datetime) -> None:
    """Write each organisation's answer rate and median hours to a first answer, over the last twelve months.

    The rate is the share answered within 14 days, of the applications whose 14 days are over or which are
    answered. One that was withdrawn before its 14 days were over, unanswered, counts neither way. Whoever
    has no application that counts has no rate.
    """
    in_time = Q(answered_at__lte=F("created_at") + PROMISE)
    is_due = Q(answered_at__isnull=False) | Q(created_at__lte=at - PROMISE)
    gone_early = Q(status="withdrawn", answered_at=None, changed_at__lt=F("created_at") + PROMISE)
    sent = Application.objects.filter(
        created_at__gt=at - LOOK_BACK, assignment__organisation=OuterRef("pk")
    ).order_by()
    grouped = sent.values("assignment__organisation")
    share = Avg(Case(When(in_time, then=Value(1.0)), default=Value(0.0)), filter=is_due & ~gone_early)
    hours = Extract(F("answered_at") - F("created_at"), "epoch") / 3600.0
    Organisation.objects.update(
        is_silent=is_silent(at=at),
        answer_rate=Subquery(grouped.annotate(measured=share).values("measured")),
        median_answer_hours=Subquery(
            grouped.annotate(measured=Median(hours, filter=Q(answered_at__isnull=False))).values("measured")
        ),
    )


def is_silent(*, at: Moment) -> Coalesce:
    """Whether an organisation leaves people without an answer.

    It does while more than one in five of those it should have answered lately wait longer than the fourteen
    days we promise: one slip among many is human, and a word to those who wait ends it at once.
    """
    waits = Q(status=Application.Status.NEW, created_at__lte=at - PROMISE)
    answered = Q(answered_at__isnull=False, created_at__gt=at - LATELY)
    theirs = Application.objects.filter(
        waits | answered, created_at__gt=at - LOOK_BACK, assignment__organisation=OuterRef("pk")
    ).order_by()
    is_more = Q(counted__lt=F("waiting") * ONE_IN)
    counted = theirs.values("assignment__organisation").annotate(
        waiting=Count("pk", filter=waits), counted=Count("pk")
    )
    measured = counted.annotate(measured=ExpressionWrapper(is_more, BooleanField())).values("measured")
    return Coalesce(Subquery(measured), Value(value=False))


def listen(organisation_id: int) -> None:
    """End the silence of an organisation that has just answered, if nobody is left who waits too long.

    It is held first, so that of two who answer the last ones at once, one sees what both have done.
    """
    silent = Organisation.objects.filter(pk=organisation_id, is_silent=True)
    if list(silent.select_for_update(no_key=True).values_list("pk")):
        silent.update(is_silent=is_silent(at=Now()))
