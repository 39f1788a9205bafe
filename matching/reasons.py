"""The ranker's reasons in plain sentences, in the language of whoever reads them."""

from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assignments.models import Assignment
from matching.fit import date_of
from matching.ranking import Reason, Why, bits_of
from portal import lists, weekgrid
from portal.models import Activity, Group, Skill
from portal.models.topics import Named

type Names = dict[int, str]
type Vocabulary = dict[Why, Names]

NAMED_AT_MOST = 2
NAMED: dict[Why, type[Named]] = {
    Why.INTEREST: Activity,
    Why.SIBLING: Activity,
    Why.GROUP: Group,
    Why.SKILL: Skill,
}
SENTENCES = {
    Why.INTEREST: _("You have ticked %(names)s"),
    Why.SIBLING: _("Close to what you have ticked: %(names)s"),
    Why.HERE: _("In %(place)s, where you live"),
    Why.DISTANCE: _("%(km)s km from you"),
    Why.AWAY: _("%(km)s km from you"),
    Why.WIDER: _("A little farther than you asked for: %(km)s km"),
    Why.REMOTE: _("Can be done from home"),
    Why.TIME: _("Suits when you can: %(week)s"),
    Why.FLEXIBLE: _("You agree on the time together"),
    Why.ONCE: _("Once or a few times, as you wished"),
    Why.REGULAR: _("Regularly, as you wished"),
    Why.SKILL: _("They look for something you can: %(names)s"),
    Why.GROUP: _("Helps those you have ticked: %(names)s"),
    Why.NOBODY: _("No one has signed up yet"),
    Why.NEW: _("New this week"),
    Why.DEADLINE: _("Apply by %(day)s"),
    Why.PUBLISHED: _("Published %(day)s"),
}
PLAIN = {Why.AWAY, Why.WIDER, Why.TAKEN, Why.DEADLINE, Why.PUBLISHED}
"""What is so, and speaks neither for nor against."""


class Said(str):
    """A reason in words, and whether it is one or a plain fact."""

    __slots__ = ("is_plain",)
    is_plain: bool


def vocabulary(reasons: Iterable[Reason]) -> Vocabulary:
    """What is called what, of the lists that these reasons name something of."""
    said = {reason.why for reason in reasons}
    lists = {of: names(of) for of in {of for why, of in NAMED.items() if why in said}}
    return {why: lists[of] for why, of in NAMED.items() if of in lists}


def names(of: type[Named]) -> Names:
    return {each.position: each.name for each in lists.named(of)}


def sentences(reasons: Iterable[Reason], assignment: Assignment, words: Vocabulary) -> list[str]:
    """Say each reason, marked where it is but a plain fact."""
    said: list[str] = []
    for reason in reasons:
        text = Said(sentence(reason, assignment, words))
        text.is_plain = reason.why in PLAIN
        said.append(text)
    return said


def sentence(reason: Reason, assignment: Assignment, words: Vocabulary) -> str:
    if reason.why is Why.TAKEN:
        return taken(int(reason.number), assignment)
    if reason.why is Why.HOURS:
        return hours(reason.number)
    return str(SENTENCES[reason.why]) % details(reason, assignment, words)


def details(reason: Reason, assignment: Assignment, words: Vocabulary) -> dict[str, Any]:
    """Turn a reason's number into the words its sentence has room for."""
    match reason.why:
        case Why.INTEREST | Why.SIBLING | Why.GROUP | Why.SKILL:
            return {"names": listed(reason.number, words[reason.why])}
        case Why.HERE:
            return {"place": assignment.municipality.label}
        case Why.TIME:
            return {"week": weekgrid.words(int(reason.number))}
        case Why.DEADLINE | Why.PUBLISHED:
            return {"day": date_format(date_of(reason.number), "MONTH_DAY_FORMAT")}
    return {"km": number_format(reason.number)}


def hours(a_week: float) -> str:
    """One hour is one; half of it, or one and a half, are some."""
    text = ngettext(
        "About %(hours)s hour a week, no more than you have",
        "About %(hours)s hours a week, no more than you have",
        1 if a_week == 1 else 2,
    )
    return text % {"hours": floatformat(a_week, -1)}


def taken(signed_up: int, assignment: Assignment) -> str:
    """Count places where there is a number of them, else people."""
    if assignment.places and assignment.places_taken:
        text = ngettext(
            "%(taken)s of %(places)s place is taken",
            "%(taken)s of %(places)s places are taken",
            assignment.places,
        )
        return text % {"taken": assignment.places_taken, "places": assignment.places}
    people = ngettext("%(people)s has signed up", "%(people)s have signed up", signed_up)
    return people % {"people": signed_up}


def listed(mask: float, names: Names) -> str:
    """Name the first of a set: «Visiting friend, Homework help»."""
    return ", ".join([names[bit] for bit in bits_of(int(mask))][:NAMED_AT_MOST])


def kept(reasons: Iterable[Reason]) -> list[tuple[str, float]]:
    """Make reasons fit for keeping as JSON; a set is kept as a number, the bits being positions."""
    return [(str(reason.why), reason.number) for reason in reasons]


def read(kept: Iterable[tuple[str, float]]) -> list[Reason]:
    """Read what was kept."""
    return [Reason(Why(why), number) for why, number in kept]
