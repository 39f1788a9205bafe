"""What people do with the searches they save."""

from datetime import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.finding.alerts import STILL_COMMITTING, published_since
from assignments.finding.find import find
from assignments.finding.models import Hit, SavedSearch
from portal import audit
from portal.errors import Refused
from portal.models import User

MOST = 20
LONGEST = 2000


def search_itself(asked: QueryDict) -> QueryDict:
    """What is asked for, whatever the order and however the words are spaced."""
    search = asked.copy()
    search.pop("sorter", None)
    if "q" in search:
        search.setlist("q", [" ".join(words.split()) for words in search.getlist("q")])
    return search


def query_to_save(asked: QueryDict, *, at: datetime) -> str:
    """Say the search as its address does: always the same for the same search."""
    found = find(search_itself(asked), on=localdate(at))
    if not found.filter.chips:
        raise Refused(_("Choose what to search for first: a word, a place, a topic."))
    if len(found.query) > LONGEST:
        raise Refused(_("This search is too long to be saved. Leave some of it out."))
    return found.query


@transaction.atomic
def save(asked: QueryDict, *, by: User, at: datetime, name: str, often: str) -> SavedSearch:
    """Save a search. The same search twice is one, with the latest name."""
    query = query_to_save(asked, at=at)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # in turn, so that nobody gets one too many
    mine = SavedSearch.objects.saved_by(by)
    if same := mine.asking(query).first():
        change(same, by=by, at=at, name=name, often=often)
        return same
    if mine.count() >= MOST:
        raise Refused(
            _("You have saved %(most)d searches, and that is the most. Delete one first.") % {"most": MOST}
        )
    saved = SavedSearch(user=by, query=query, name=name, often=often, looked_at=at, seen_at=at)
    saved.save()
    _know_what_is_there(saved, at=at)
    audit.record("search.saved", by=by, about=saved)
    return saved


@transaction.atomic
def change(search: SavedSearch, *, by: User, at: datetime, name: str, often: str) -> None:
    """Give it another name, or be written to more or less often. Who begins to be, hears of what comes."""
    current = SavedSearch.objects.select_for_update(no_key=True).get(pk=search.pk)
    if often != SavedSearch.Often.NEVER and not current.has_alerts:
        current.looked_at = at
        _know_what_is_there(current, at=at)
    current.name, current.often = name, often
    current.save()
    audit.record("search.changed", by=by, about=current)


@transaction.atomic
def delete(search: SavedSearch, *, by: User) -> None:
    """Forget a search, and what it has been told of."""
    audit.record("search.deleted", by=by, about=search)
    search.delete()


@transaction.atomic
def stop(search: SavedSearch) -> None:
    """Write no more about one search. It stays on its owner's page."""
    if SavedSearch.objects.with_alerts().filter(pk=search.pk).update(often=SavedSearch.Often.NEVER):
        audit.record("search.stopped", by=search.user, about=search)


@transaction.atomic
def stop_all(user: User) -> None:
    """Write no more about any of the user's searches."""
    if SavedSearch.objects.with_alerts().saved_by(user).update(often=SavedSearch.Often.NEVER):
        audit.record("search.all_stopped", by=user, about=user)


def see(search: SavedSearch, *, at: datetime) -> None:
    """Note that its owner has seen what is new in it."""
    SavedSearch.objects.filter(pk=search.pk).update(seen_at=at)


def _know_what_is_there(search: SavedSearch, *, at: datetime) -> None:
    """Count as told what was there a moment before, since looking for news looks back a little."""
    lately = published_since(at - STILL_COMMITTING, on=localdate(at))
    there = find(QueryDict(search.query), on=localdate(at)).ids.tolist() if lately else []
    known = (Hit(search=search, assignment_id=key) for key in there if key in lately)
    Hit.objects.bulk_create(known, ignore_conflicts=True)
