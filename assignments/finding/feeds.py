"""Any search as a feed: its newest hits for feed readers and websites, its sessions for calendars."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import FETCH_RAISE
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration, vText, vUri

from assignments.finding.find import find
from assignments.finding.saving import words_of
from assignments.models import Assignment, Session
from portal.http import absolute

NEWEST, SESSIONS = 50, 250
BEGAN = "2026"
"""Part of every id, which is the same for ever (RFC 4151)."""
REFRESHED = timedelta(hours=1)
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""What neither XML nor a calendar may hold, and nobody sees."""


def clean(text: str) -> str:
    return UNWRITABLE.sub("", text)


def line(text: str) -> str:
    """A title: clean, and on one line."""
    return " ".join(clean(text).split())


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


@dataclass(frozen=True)
class Feed:
    """One search, and what its feeds say of it."""

    asked: QueryDict
    on: date

    @cached_property
    def found(self) -> Any:
        """What was found, the newest first."""
        newest = self.asked.copy()
        newest["sorter"] = "nyest"
        return find(newest, on=self.on)

    @cached_property
    def query(self) -> str:
        """The search itself, whatever the order."""
        query = QueryDict(self.found.query, mutable=True)
        query.pop("sorter", None)
        return query.urlencode()

    @property
    def errors(self) -> list[str]:
        """The names of what was asked for and makes no sense."""
        return list(self.found.filter.form.errors)

    @property
    def title(self) -> str:
        words = line(" · ".join(words_of(self.found)))
        return f"{words or _('Assignments')} – Frivilligportalen"

    @property
    def id(self) -> str:
        return f"tag:{host()},{BEGAN}:oppdrag?{self.query}"

    def address(self, name: str) -> str:
        """Where this search is found as the page or the feed of that name."""
        return absolute(reverse(f"finding:{name}", query=QueryDict(self.query) or None))

    @cached_property
    def newest(self) -> list[Assignment]:
        """The newest hits, with all that a feed tells of them."""
        keys = self.found.first(NEWEST)
        told = Assignment.objects.open(on=self.on).select_related("organisation", "municipality__county")
        told = told.prefetch_related("activities__topic", "groups").fetch_mode(FETCH_RAISE)
        fetched = told.in_bulk(keys)
        return [fetched[key] for key in keys if key in fetched]

    def sessions(self, *, at: datetime) -> list[Session]:
        """The sessions to come that have a place left, the next first."""
        soonest = self.found.soonest(2 * SESSIONS)  # some of them are full
        coming = Session.objects.with_places().starting_after(at).filter(assignment__in=soonest)
        told = coming.select_related("assignment__organisation", "assignment__municipality")
        return list(told.order_by("starts_at", "pk").fetch_mode(FETCH_RAISE)[:SESSIONS])


def id_of(assignment: Assignment) -> str:
    """The same for ever, though the address follows the title."""
    return f"tag:{host()},{BEGAN}:oppdrag/{assignment.pk}"


def html_of(assignment: Assignment) -> str:
    return clean(render_to_string("finding/feed_entry.html", {"assignment": assignment}))


def names_of(assignment: Assignment) -> list[str]:
    """Its topics and activities by name, each once."""
    activities = assignment.activities.all()
    return list(dict.fromkeys([*(one.topic.name for one in activities), *(one.name for one in activities)]))


class Atom(Atom1Feed):
    """An Atom feed that says the same until something in it changes, also when there is nothing in it."""

    def latest_post_date(self) -> datetime:
        latest: datetime = super().latest_post_date() if self.items else self.feed["begins"]
        return latest


def atom(feed: Feed) -> str:
    """The newest hits for feed readers (RFC 4287)."""
    written = Atom(
        title=feed.title,
        link=feed.address("assignments"),
        description="",
        language=settings.LANGUAGE_CODE,
        author_name="Frivilligportalen",
        feed_url=feed.address("atom"),
        feed_guid=feed.id,
        begins=datetime.combine(feed.on, time.min, UTC),
    )
    for assignment in feed.newest:
        written.add_item(**_entry(assignment))
    return str(written.writeString("utf-8"))


def _entry(assignment: Assignment) -> dict[str, Any]:
    organisation = assignment.organisation
    return {
        "title": line(assignment.title),
        "link": absolute(assignment.get_absolute_url()),
        "description": html_of(assignment),
        "author_name": line(organisation.name),
        "author_link": absolute(organisation.get_absolute_url()),
        "pubdate": assignment.published_at,
        "updateddate": assignment.changed_at,
        "unique_id": id_of(assignment),
        "categories": names_of(assignment),
    }


def json_feed(feed: Feed) -> str:
    """The newest hits for programs (JSON Feed 1.1); what other feeds have no word for stands in `_portal`."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.address("assignments"),
        "feed_url": feed.address("json_feed"),
        "language": settings.LANGUAGE_CODE,
        "_portal": {"about": absolute(reverse("about")), "total": feed.found.total},
        "items": [_item(assignment) for assignment in feed.newest],
    }
    return json.dumps(told, ensure_ascii=False)


def _item(assignment: Assignment) -> dict[str, Any]:
    organisation = assignment.organisation
    return {
        "id": id_of(assignment),
        "url": absolute(assignment.get_absolute_url()),
        "title": assignment.title,
        "summary": assignment.summary,
        "content_html": html_of(assignment),
        "date_published": _moment(assignment.published_at),
        "date_modified": _moment(assignment.changed_at),
        "authors": [{"name": organisation.name, "url": absolute(organisation.get_absolute_url())}],
        "tags": names_of(assignment),
        "_portal": _facts(assignment),
    }


def _facts(assignment: Assignment) -> dict[str, Any]:
    """What one sorts and counts by: numbers and codes, not words."""
    activities = assignment.activities.all()
    return {
        "number": assignment.pk,
        "kind": assignment.kind,
        "municipality": assignment.municipality_id,
        "county": assignment.municipality.county_id,
        "organisation": assignment.organisation.number,
        "topics": sorted({one.topic_id for one in activities}),
        "activities": sorted(one.pk for one in activities),
        "groups": sorted(one.pk for one in assignment.groups.all()),
        "from_home": assignment.is_remote,
        "rhythm": assignment.rhythm,
        "places": assignment.places,
        "places_left": assignment.places_left,
        "minimum_age": assignment.minimum_age,
        "norwegian": assignment.norwegian,
        "police_certificate": assignment.needs_police_certificate,
        "starts_on": _moment(assignment.starts_on),
        "ends_on": _moment(assignment.ends_on),
        "apply_by": _moment(assignment.apply_by),
    }


def _moment(at: date | None) -> str | None:
    return at.isoformat() if at else None


def calendar(feed: Feed, *, at: datetime) -> bytes:
    """The sessions to come, for calendars (RFC 5545)."""
    sessions = feed.sessions(at=at)
    written = Calendar()
    for name, value in _about(feed):
        written.add(name, value)
    years = [session.starts_at.year for session in sessions] or [feed.on.year]
    oslo, first, last = ZoneInfo(settings.TIME_ZONE), date(min(years), 1, 1), date(max(years) + 1, 12, 31)
    written.add_component(Timezone.from_tzinfo(oslo, first_date=first, last_date=last))
    for session in sessions:
        written.add_component(_event(session))
    return bytes(written.to_ical())


def _about(feed: Feed) -> Iterator[tuple[str, Any]]:
    yield "version", "2.0"
    yield "prodid", f"-//{host()}//Frivilligportalen//NO"
    yield "name", vText(feed.title)
    yield "x-wr-calname", vText(feed.title)
    yield "url", vUri(feed.address("assignments"))
    yield "source", vUri(feed.address("calendar"))
    yield "refresh-interval", vDuration(REFRESHED)
    yield "x-published-ttl", vDuration(REFRESHED)


def _event(session: Session) -> Event:
    """One session. Its number is its name for ever."""
    assignment = session.assignment
    address = absolute(assignment.get_absolute_url())
    told = [assignment.summary, assignment.organisation.name, _left(session), address]
    event = Event()
    event.add("uid", f"session-{session.pk}@{host()}")
    event.add("dtstamp", assignment.changed_at.astimezone(UTC))
    event.add("dtstart", localtime(session.starts_at))
    event.add("dtend", localtime(session.ends_at))
    event.add("summary", line(assignment.title))
    event.add("description", clean("\n".join(told)))
    event.add("location", line(_where(assignment)))
    event.add("url", address)
    return event


def _left(session: Session) -> str:
    return render_to_string("finding/feed_places.txt", {"session": session}).strip()


def _where(assignment: Assignment) -> str:
    """The address, unless it is told to those accepted alone."""
    place = assignment.municipality.label
    return place if assignment.is_address_hidden else ", ".join(filter(None, [assignment.address, place]))
