"""The ranker's reasons as an organisation reads them: what speaks for somebody."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from matching.ranking import Reason, Why
from matching.reasons import Vocabulary, listed
from portal import weekgrid

MOST = 4
SENTENCES = {
    Why.INTEREST: _("Has ticked %(names)s"),
    Why.SIBLING: _("Has ticked something close to it: %(names)s"),
    Why.REMOTE: _("Would like to help from home"),
    Why.TIME: _("Can when you need it: %(week)s"),
    Why.ONCE: _("Would like to help once or a few times"),
    Why.REGULAR: _("Would like to help regularly"),
    Why.SKILL: _("Is good at what you look for: %(names)s"),
    Why.HOURS: _("Has as many hours as it takes"),
    Why.GROUP: _("Would especially like to help: %(names)s"),
}
"""What is missing tells of the assignment, or stands beside the name."""


def sentences(reasons: Iterable[Reason], words: Vocabulary) -> list[str]:
    """Say what tells something of her, four things at most."""
    return [sentence(reason, words) for reason in reasons if reason.why in SENTENCES][:MOST]


def sentence(reason: Reason, words: Vocabulary) -> str:
    details: dict[str, str] = {}
    if reason.why in words:
        details["names"] = listed(reason.number, words[reason.why])
    if reason.why is Why.TIME:
        details["week"] = weekgrid.words(int(reason.number))
    return str(SENTENCES[reason.why]) % details
