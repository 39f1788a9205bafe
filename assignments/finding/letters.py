"""What is written to those who have saved a search."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest
from typing import cast

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.timezone import localdate

from assignments.finding import alerts
from assignments.finding.models import Alert, Hit, SavedSearch
from assignments.models import Assignment
from portal.http import absolute
from portal.letters import Needless, composes, message
from portal.models import Letter, User

AT_MOST = 10


@dataclass(frozen=True)
class Part:
    """What a letter says of one search."""

    search: SavedSearch
    shown: list[Assignment]
    count: int
    url: str
    stop_url: str

    @property
    def more(self) -> int:
        """How many are told by their number alone."""
        return self.count - len(self.shown)


@composes(alerts.KIND)
def search_hits(letter: Letter) -> EmailMultiAlternatives:
    """Tell what is new and still open, with a way out that mail programs know (RFC 8058)."""
    told = list(parts(cast("Alert", letter.about), on=localdate()))
    if not told or letter.to is None:
        raise Needless
    facts = {"reader": letter.to, "parts": told, "count": sum(part.count for part in told)}
    stop_url = _stop_url(letter.to)
    mail = message("search_hits", to=letter.address, stop_url=stop_url, **facts)
    mail.extra_headers["List-Unsubscribe"] = f"<{stop_url}>"
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def parts(alert: Alert, *, on: date) -> Iterator[Part]:
    """One part for each search; what several have found is told under the first of them."""
    by_search: dict[SavedSearch, list[int]] = {}
    told: set[int] = set()
    hits = Hit.objects.told_in(alert).wanted(on=on).select_related("search")
    for hit in hits.order_by("search_id", "-assignment__published_at", "-pk"):
        if hit.assignment_id not in told:
            by_search.setdefault(hit.search, []).append(hit.assignment_id)
            told.add(hit.assignment_id)
    shown = shared_out(list(by_search.values()))
    cards = Assignment.objects.for_cards().in_bulk([key for keys in shown for key in keys])
    for (search, all_of_it), keys in zip(by_search.items(), shown, strict=True):
        url = absolute(f"{reverse('finding:assignments')}?{search.query}&sorter=nyest")
        yield Part(search, [cards[key] for key in keys], len(all_of_it), url, _stop_url(search))


def shared_out(lists: list[list[int]]) -> list[list[int]]:
    """The first of each list, then the second of each, until a letter is full."""
    in_turn = ((number, key) for turn in zip_longest(*lists) for number, key in enumerate(turn) if key)
    chosen = set(islice(in_turn, AT_MOST))
    return [[key for key in keys if (number, key) in chosen] for number, keys in enumerate(lists)]


def _stop_url(of: SavedSearch | User) -> str:
    return absolute(reverse("finding:stop", args=[alerts.token(of)]))
