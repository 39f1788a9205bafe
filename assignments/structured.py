"""What an assignment is to machines: schema.org in JSON-LD.

A session somebody can come to is an Event. All else is a Demand: what an organisation seeks, announced
to everybody. Nothing is a JobPosting: search engines would show unpaid work among paid.
"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assignments.models import Assignment, Session
from organisations.models import Organisation
from portal.http import absolute

type Node = dict[str, Any]

EVENTS = 20


def graph(assignment: Assignment, sessions: Sequence[Session]) -> Node:
    """The page, the way to it, and what it offers: its next sessions, or the call for people."""
    url = absolute(assignment.get_absolute_url())
    events = [event(session, assignment, url) for session in sessions[:EVENTS]]
    offered = events or [organisation(assignment.organisation, seeks=demand(assignment, url))]
    return {
        "@context": "https://schema.org",
        "@graph": [page(assignment, url), trail(assignment, url), *offered],
    }


def page(assignment: Assignment, url: str) -> Node:
    published = assignment.published_at and localtime(assignment.published_at).isoformat()
    return said(
        "WebPage",
        url=url,
        name=assignment.title,
        description=assignment.summary,
        datePublished=published,
        dateModified=localtime(assignment.changed_at).isoformat(),
    )


def trail(assignment: Assignment, url: str) -> Node:
    """The same steps as on top of the page."""
    everything = absolute(reverse("finding:assignments"))
    there = f"{everything}?kommune={assignment.municipality_id}"
    steps = [(_("Assignments"), everything), (assignment.municipality.label, there), (assignment.title, url)]
    items = [
        said("ListItem", position=position, name=name, item=item)
        for position, (name, item) in enumerate(steps, start=1)
    ]
    return said("BreadcrumbList", itemListElement=items)


def event(session: Session, assignment: Assignment, url: str) -> Node:
    mode = "MixedEventAttendanceMode" if assignment.is_remote else "OfflineEventAttendanceMode"
    there = place(assignment)
    return said(
        "Event",
        url=url,
        name=assignment.title,
        description=assignment.summary,
        startDate=localtime(session.starts_at).isoformat(),
        endDate=localtime(session.ends_at).isoformat(),
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode=f"https://schema.org/{mode}",
        location=[said("VirtualLocation", url=url), there] if assignment.is_remote else there,
        organizer=organisation(assignment.organisation),
        isAccessibleForFree=True,
        maximumAttendeeCapacity=session.places,
        remainingAttendeeCapacity=session.places_left,
    )


def demand(assignment: Assignment, url: str) -> Node:
    work = said(
        "Service",
        name=assignment.title,
        serviceType=[activity.name for activity in assignment.activities.all()],
        audience=[said("Audience", audienceType=group.name) for group in assignment.groups.all()],
    )
    return said(
        "Demand",
        url=url,
        name=assignment.title,
        description=assignment.summary,
        itemOffered=work,
        areaServed=place(assignment),
        availabilityStarts=assignment.starts_on and assignment.starts_on.isoformat(),
        availabilityEnds=assignment.ends_on and assignment.ends_on.isoformat(),
        validThrough=assignment.apply_by and assignment.apply_by.isoformat(),
    )


def place(assignment: Assignment) -> Node:
    """Where it is; of a hidden address nothing but the municipality."""
    where = assignment.municipality
    address = said(
        "PostalAddress",
        streetAddress="" if assignment.is_address_hidden else assignment.address,
        addressLocality=where.name,
        addressRegion=where.county.name,
        addressCountry="NO",
    )
    return said("Place", name=where.label, address=address)


def organisation(one: Organisation, **facts: Any) -> Node:
    return said("NGO", name=one.name, url=absolute(one.get_absolute_url()), **facts)


def said(kind: str, **facts: Any) -> Node:
    """One thing with what is known of it."""
    return {"@type": kind} | {name: fact for name, fact in facts.items() if fact not in ("", None, [])}
