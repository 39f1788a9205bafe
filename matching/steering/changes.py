"""What she can say otherwise with one button, what that would give, and how to take it back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import numpy as np
from django.core.signing import BadSignature, Signer
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.finding.filters import PLACE
from assignments.finding.find import Found
from assignments.finding.shelf import Mask, Selection, narrowing
from matching.reach import ANYWHERE, Reach
from matching.steering.forms import ChangeForm
from matching.volunteers.forms import RADII
from matching.volunteers.models import EVERYWHERE, Volunteer

type Counting = Callable[..., int]

AS_IT_IS: dict[tuple[str, bool], str | Promise] = {
    ("is_remote_ok", True): gettext_lazy("What can be done from home is now shown to you."),
    ("is_remote_ok", False): gettext_lazy(
        "What can be done from home, far from you, is no longer shown to you."
    ),
    ("is_police_certificate_ok", True): gettext_lazy(
        "What asks for a police certificate is now shown to you."
    ),
    ("is_police_certificate_ok", False): gettext_lazy(
        "What asks for a police certificate is no longer shown to you."
    ),
    ("is_ranked", True): gettext_lazy("The personal order is switched on again."),
    ("is_ranked", False): gettext_lazy(
        "The personal order is switched off. While it is off, you get no e-mails with assignments."
    ),
}


@dataclass(frozen=True)
class Change:
    """One thing to say otherwise: how the button reads, and how many would fit."""

    what: str
    value: Any
    label: str
    count: int = 0


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way and no button can change: said in words, with how many it keeps away."""

    text: str
    count: int


@dataclass(frozen=True)
class WaysOn:
    """Where to look when nothing fits."""

    changes: list[Change]
    hindrances: list[Hindrance]
    list_query: str
    """The same search in the list of everything."""
    list_count: int


def told(volunteer: Volunteer, before: str) -> Change | None:
    """Say what has just been changed, as it is now, with the way back to what she had said `before`."""
    try:
        what, _colon, value = signer(volunteer).unsign(before).partition(":")
    except BadSignature:
        return None
    form = ChangeForm({"what": what, "value": value})
    if not form.is_valid() or getattr(volunteer, what) == form.cleaned_data["value"]:
        return None
    return Change(what, form.cleaned_data["value"], in_words(volunteer, what))


def said_before(volunteer: Volunteer, what: str, value: Any) -> str:
    """What she had said about one thing, as an address carries it and nobody else can write it."""
    return signer(volunteer).sign(f"{what}:{value}")


def signer(volunteer: Volunteer) -> Signer:
    return Signer(salt=f"{__name__}.{volunteer.pk}")


def in_words(volunteer: Volunteer, what: str) -> str:
    """What she says now about one thing, and what comes of it."""
    if what != "max_km":
        return str(AS_IT_IS[what, getattr(volunteer, what)])
    if volunteer.goes_everywhere:
        return _("You are now shown what there is in the whole country.")
    return _("You are now shown what is up to %(km)d km away.") % {"km": volunteer.max_km}


def ways_on(reach: Reach, found: Found, volunteer: Volunteer) -> WaysOn:
    """Count what there would be, under the same filters, had she said one thing otherwise."""
    counting = counter(reach, found)
    changes = (*farther(counting, volunteer, found), *more(counting, volunteer))
    return WaysOn(
        [change for change in changes if change.count],
        [each for each in hindrances(counting, reach) if each.count],
        *in_the_list(found, volunteer),
    )


def counter(reach: Reach, found: Found) -> Counting:
    """Give the way to count what fits her and the filters, had she said something else."""
    shelf, filtered = found.selection.shelf, fitting_filters(found)
    anywhere = ANYWHERE if found.asks_where else {}

    def count(**changed: np.ndarray) -> int:
        return int(np.count_nonzero(filtered & reach.within(shelf, {**changed, **anywhere})))

    return count


def fitting_filters(found: Found) -> Mask:
    """All that is open and fits the filters, whatever she has said."""
    hers = {"open"} if found.asks_where else {"open", PLACE}
    filters = (mask for name, mask in found.selection.narrowed.items() if name not in hers)
    return reduce(and_, filters, Selection.of(found.selection.shelf, on=found.on).mask)


def farther(counting: Counting, volunteer: Volunteer, found: Found) -> Iterator[Change]:
    """The smallest larger radius within which there is something."""
    if found.asks_where or volunteer.municipality_id is None:
        return
    for km in (km for km in (*RADII, EVERYWHERE) if km > volunteer.max_km):
        if count := counting(max_km=np.array([km], np.float32)):
            label = _("Show me up to %(km)d km away") % {"km": km}
            yield Change("max_km", km, label if km < EVERYWHERE else _("Show me the whole country"), count)
            return


def more(counting: Counting, volunteer: Volunteer) -> Iterator[Change]:
    """What she has said no to, and could say yes to."""
    yes = np.array([True])
    if not volunteer.is_remote_ok:
        label = _("Take in what can be done from home")
        yield Change("is_remote_ok", True, label, counting(remote_ok=yes))
    if not volunteer.is_police_certificate_ok:
        label = _("I can show a police certificate")
        yield Change("is_police_certificate_ok", True, label, counting(certificate_ok=yes))


def hindrances(counting: Counting, reach: Reach) -> Iterator[Hindrance]:
    """What asks for more than she is or can."""
    if reach.who.norwegian[0] >= 0:
        fluent = np.array([3], np.int8)
        yield Hindrance(_("They ask for more Norwegian than you have said"), counting(norwegian=fluent))
    if reach.who.age[0] >= 0:
        any_age = np.array([-1], np.int16)
        yield Hindrance(_("They are for people older than you"), counting(age=any_age))


def in_the_list(found: Found, volunteer: Volunteer) -> tuple[str, int]:
    """The same search among everything, as far as she goes or, if that is in vain, wherever: and its hits."""
    query, shelf, fits = found.filter.query.copy(), found.selection.shelf, fitting_filters(found)
    if not found.asks_where and volunteer.municipality_id and not volunteer.goes_everywhere:
        near = fits & narrowing.within(shelf, [volunteer.municipality_id], volunteer.max_km)
        if near.any():
            query["kommune"], query["km"] = volunteer.municipality_id, str(volunteer.max_km)
            fits = near
    return str(query.urlencode()), int(np.count_nonzero(fits))
