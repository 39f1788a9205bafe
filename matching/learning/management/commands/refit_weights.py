"""Learns the weights anew from what was accepted, reports, and leaves the choice to a moderator."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils.timezone import localdate

from matching.dials.models import Dials
from matching.learning.judging import ENOUGH, Judged, Refit, Verdict
from matching.learning.models import ShownList
from matching.learning.reading import SOURCES, monday_of, read
from matching.learning.refit import Learned, Seen
from matching.measures import PROMISE
from matching.ranking import LAUNCH, Model
from matching.ranking.model import SIGNALS

VERDICTS = {
    Verdict.TOO_FEW: f"Fewer than {ENOUGH} were accepted, so the weights set by hand are better. Keep them.",
    Verdict.UNSURE: "On the weeks held out there is no clear difference. Keep the weights in use.",
    Verdict.WORSE: "On the weeks held out the learned weights do worse. Keep the weights in use.",
    Verdict.BETTER: "On the weeks held out the learned weights do better than those in use.",
}


class Command(BaseCommand):
    help = "Learn the seven weights from accepted applications, and report. Nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--weeks", type=int, default=26, help="How far back lists are read.")

    def handle(self, *_args: Any, **options: Any) -> None:
        until = localdate() - PROMISE
        since = until - timedelta(weeks=options["weeks"])
        seen = read(ShownList.objects.shown_between(since, until))
        in_use = Dials.objects.current()
        self.say(f"Lists shown from {since} to {until - timedelta(days=1)}; later ones may yet be answered.")
        self.say(
            f"{len(set(seen.list.tolist())):,} lists with {len(seen):,} assignments read, "
            f"{int(seen.accepted.sum()):,} accepted."
        )
        refit = Refit.of(seen, hand=LAUNCH.weights, in_use=in_use.weights, sources=len(SOURCES))
        for line in report(refit, seen, in_use):
            self.say(line)

    def say(self, line: str) -> None:
        self.stdout.write(line)


def report(refit: Refit, seen: Seen, in_use: Model) -> Iterator[str]:
    """Put the weights side by side, tell how they do, and say what follows."""
    if refit.learned:
        yield from table(refit.learned, in_use)
    if refit.judged:
        yield from comparison(refit.judged)
    yield ""
    yield VERDICTS[refit.verdict]
    if refit.verdict == Verdict.TOO_FEW:
        yield f"Accepted that are still needed: {ENOUGH - int(seen.accepted.sum())}."
    if refit.verdict == Verdict.BETTER and refit.learned:
        yield "A moderator who agrees finds them filled in here, and can go back at any time:"
        yield settings.SITE_URL + address(refit.learned)
    yield "Nothing is changed by this."


def table(learned: Learned, in_use: Model) -> Iterator[str]:
    yield ""
    yield f"{'':<10}{'by hand':>9}{'in use':>9}{'learned':>9}"
    for name, hand, now, new in zip(SIGNALS, LAUNCH.weights, in_use.weights, learned.weights, strict=True):
        yield f"{name:<10}{hand:>9.2f}{now:>9.2f}{new:>9.2f}"
    yield f"Standing lower: the odds fall with the place to the power of {learned.around[0]:.2f}."


def comparison(judged: Judged) -> Iterator[str]:
    yield ""
    yield (
        f"Held out: from {monday_of(judged.since)}, {judged.lists:,} lists, {judged.accepted:,} accepted. "
        "Learned from the weeks before:"
    )
    yield f"{'':<10}{'in use':>9}{'learned':>9}"
    yield f"{'log-loss':<10}{judged.losses[0]:>9.5f}{judged.losses[1]:>9.5f}"
    yield f"{'NDCG':<10}{judged.ndcg[0]:>9.3f}{judged.ndcg[1]:>9.3f}"
    yield f"The log-loss falls by {judged.gain:.5f}, give or take {judged.error:.5f}."


def address(learned: Learned) -> str:
    """Where a moderator finds the learned weights filled in; none can be set below nothing."""
    filled = {name: f"{max(0.0, weight):.2f}" for name, weight in zip(SIGNALS, learned.weights, strict=True)}
    return f"{reverse('admin:dials_dials_add')}?{urlencode(filled)}"
