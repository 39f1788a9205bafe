"""What is new in the searches people have saved: found, told in one letter, stopped with one click."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import batched

import numpy as np
from django.core.signing import Signer
from django.db import transaction
from django.db.models import Min
from django.http import QueryDict
from django.utils.timezone import localdate

from assignments.finding.find import find
from assignments.finding.models import Alert, Hit, SavedSearch
from assignments.models import Assignment
from portal import letters
from portal.models import Letter, User

KIND = "search.hits"
READERS_AT_A_TIME = 200
STILL_COMMITTING = timedelta(minutes=2)
"""An approval gets its time when it begins, and is seen when it is over: one looks back so far."""
KEPT = timedelta(days=90)
"""How long one can see what was told, as for the letters themselves."""

type New = dict[SavedSearch, list[int]]

signer = Signer(salt="finding.alerts")


def token(of: SavedSearch | User) -> str:
    """Give the key to stop the alerts of one search, or all of a person's, and to nothing else."""
    return signer.sign(f"{'all' if isinstance(of, User) else 'one'}-{of.pk}")


def searches_of(token: str) -> tuple[str, int]:
    """Read what a token stops, «one» or «all», and whose number; a forged one raises BadSignature."""
    what, _dash, number = signer.unsign(token).partition("-")
    return what, int(number)


def published_since(since: datetime, *, on: date) -> dict[int, datetime]:
    """When each of what is open was published, of what came after that time."""
    came = Assignment.objects.open(on=on).filter(published_at__gt=since)
    return {key: published_at for key, published_at in came.values_list("pk", "published_at") if published_at}


@dataclass(frozen=True)
class Look:
    """One look for what is new. A search that many have saved is searched once."""

    at: datetime
    published: dict[int, datetime]
    found: dict[str, list[int]] = field(default_factory=dict)

    def hits(self, query: str) -> list[int]:
        """Find what fits, among what was published lately."""
        if query not in self.found:
            fits = find(QueryDict(query), on=localdate(self.at)).ids
            self.found[query] = fits[np.isin(fits, list(self.published))].tolist()
        return self.found[query]

    def recent(self, search: SavedSearch) -> list[int]:
        """What fits and was published since the search was last looked at."""
        since = search.looked_at - STILL_COMMITTING
        return [key for key in self.hits(search.query) if self.published[key] > since]


def look(*, at: datetime) -> int:
    """Owe a letter to everyone who waits for news and has some. Stopped anywhere, the next look goes on."""
    due = SavedSearch.objects.due(at=at)
    oldest = due.aggregate(oldest=Min("looked_at"))["oldest"]
    if oldest is None:
        return 0
    this = Look(at, published_since(oldest - STILL_COMMITTING, on=localdate(at)))
    if not this.published:
        due.patient().update(looked_at=at)
        return 0
    readers = list(due.order_by("user_id").values_list("user_id", flat=True).distinct())
    return sum(_look_for(few, this) for few in batched(readers, READERS_AT_A_TIME))


def _look_for(readers: Iterable[int], this: Look) -> int:
    """Search before anything is locked, then tell."""
    for query in SavedSearch.objects.of(readers).due(at=this.at).values_list("query", flat=True).distinct():
        this.hits(query)
    return tell(readers, this)


@transaction.atomic
def tell(readers: Iterable[int], this: Look) -> int:
    """Owe the letters, and move the time each search was looked at: all or none, nobody twice."""
    due = SavedSearch.objects.of(readers).due(at=this.at).select_related("user").order_by("user_id", "pk")
    searches = list(due.select_for_update(of=("self",), no_key=True, skip_locked=True))
    new = _not_told({search: this.recent(search) for search in searches})
    owners = {search.user_id: search.user for search in new}
    alerts = {alert.user_id: alert for alert in Alert.objects.bulk_create(map(_alert, owners.values()))}
    Hit.objects.bulk_create(
        Hit(search=search, assignment_id=key, alert=alerts[search.user_id])
        for search, keys in new.items()
        for key in keys
    )
    Letter.objects.bulk_create(
        letters.owed(KIND, to=owners[alert.user_id], about=alert, is_repeatable=False)
        for alert in alerts.values()
    )
    SavedSearch.objects.filter(pk__in=[search.pk for search in searches]).update(looked_at=this.at)
    return len(alerts)


def _alert(user: User) -> Alert:
    return Alert(user=user)


def _not_told(recent: New) -> New:
    """Leave out what the same search has told of before, and the searches with nothing left."""
    some = [search.pk for search, keys in recent.items() if keys]
    told = set(Hit.objects.filter(search__in=some).values_list("search_id", "assignment_id"))
    new = {search: [key for key in keys if (search.pk, key) not in told] for search, keys in recent.items()}
    return {search: keys for search, keys in new.items() if keys}
