"""What the portal knows about a volunteer and how each thing counts, from the ranker's own model."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from matching.ranking import Model
from matching.ranking.appeal import STRONGEST
from matching.ranking.model import SIGNALS
from matching.volunteers.models import Volunteer
from portal import weekgrid

MUCH, SOME = 0.9, 0.45
"""Shares of the heaviest thing, from which something weighs «a lot» or «somewhat»."""


@dataclass(frozen=True)
class Weight:
    """How much something can move an assignment, beside what moves most."""

    share: float

    @property
    def percent(self) -> int:
        """How far the bar goes."""
        return round(100 * self.share)

    @property
    def words(self) -> str:
        if not self.share:
            return _("Does not count now")
        if self.share >= MUCH:
            return _("Counts a lot")
        return _("Counts somewhat") if self.share >= SOME else _("Counts a little")


@dataclass(frozen=True)
class Counted:
    """One thing that counts: what she has said about it, where she changes it, how and how much it counts."""

    title: str | Promise
    said: str
    url_name: str
    how: str | Promise
    weight: Weight


HOW: dict[str, tuple[str | Promise, str, str | Promise]] = {
    "interest": (
        gettext_lazy("Interests"),
        "volunteers:interests",
        gettext_lazy(
            "The more of what you have ticked an assignment is about, the higher it comes. "
            "What people with your interests often tick as well counts a little less."
        ),
    ),
    "distance": (
        gettext_lazy("How near it is"),
        "volunteers:where",
        gettext_lazy(
            "Nearer comes higher, measured by how far you yourself would go. "
            "What can be done from home counts as near, if you have said that from home is fine."
        ),
    ),
    "time": (
        gettext_lazy("When you can"),
        "volunteers:when",
        gettext_lazy(
            "Times of the week that suit you come higher. "
            "Of something regular, one time that suits is enough."
        ),
    ),
    "rhythm": (
        gettext_lazy("How often"),
        "volunteers:when",
        gettext_lazy("What is once, or regular, comes lower if you wish the other."),
    ),
    "skill": (
        gettext_lazy("What you are good at"),
        "volunteers:more",
        gettext_lazy("If they look for something you can, it comes higher; if you lack it, lower."),
    ),
    "hours": (
        gettext_lazy("How many hours you have"),
        "volunteers:when",
        gettext_lazy("If it takes more hours a week than you have, it comes lower."),
    ),
    "group": (
        gettext_lazy("Whom you would like to help"),
        "volunteers:interests",
        gettext_lazy("What helps somebody you have ticked comes higher."),
    ),
}


FOR_EVERYBODY: tuple[tuple[str | Promise, str | Promise], ...] = (
    (
        gettext_lazy("Who needs people"),
        gettext_lazy(
            "Assignments that lack people are lifted, most of all those that nobody has signed up "
            "for. It orders what suits you, and never lifts what does not."
        ),
    ),
    (
        gettext_lazy("How many say yes"),
        gettext_lazy(
            "What more people sign up for than one would expect comes higher, what fewer sign up for "
            "comes lower. It is counted over everybody, and tells nothing about anyone."
        ),
    ),
    (
        gettext_lazy("New, or closing soon"),
        gettext_lazy("What is new, or has its last day within a week, is lifted a trifle."),
    ),
)


def counted(volunteer: Volunteer, model: Model) -> list[Counted]:
    """Say each of the seven signals, what weighs most first."""
    said = sayings(volunteer)
    weights = dict(zip(SIGNALS, model.weights, strict=True))
    return [
        Counted(title, said[name], url_name, how, Weight(weights[name] / most(model)))
        for name, (title, url_name, how) in sorted(HOW.items(), key=lambda each: -weights[each[0]])
    ]


def lifts(model: Model) -> list[Counted]:
    """Say what moves an assignment for everybody alike."""
    moves = (model.most_need, STRONGEST, log1p(model.fresh + model.deadline))
    return [
        Counted(title, "", "", how, Weight(moved / most(model)))
        for (title, how), moved in zip(FOR_EVERYBODY, moves, strict=True)
    ]


def most(model: Model) -> float:
    """What anything can move at most."""
    return max(*model.weights, model.most_need, 1e-9)


def sayings(volunteer: Volunteer) -> dict[str, str]:
    """What she has said about each, in words."""
    return {
        "interest": listed(volunteer.activities.all()),
        "distance": where(volunteer),
        "time": weekgrid.words(volunteer.slots) if volunteer.slots else _("Not said yet"),
        "rhythm": volunteer.get_rhythm_display(),
        "skill": listed(volunteer.skills.all()),
        "hours": hours(volunteer),
        "group": listed(volunteer.groups.all()),
    }


def listed(names: Iterable[object]) -> str:
    return ", ".join(str(each) for each in names) or _("Not said yet")


def where(volunteer: Volunteer) -> str:
    """From where, how far, and whether from home."""
    place = volunteer.municipality.label if volunteer.municipality else _("No place said yet")
    far = (
        _("the whole country")
        if volunteer.goes_everywhere
        else _("up to %(km)d km") % {"km": volunteer.max_km}
    )
    home = _("from home too") if volunteer.is_remote_ok else _("nothing from home")
    return f"{place}, {far}, {home}"


def hours(volunteer: Volunteer) -> str:
    if not volunteer.hours:
        return _("Not said yet")
    text = ngettext("About %(n)d hour a week", "About %(n)d hours a week", volunteer.hours)
    return text % {"n": volunteer.hours}
