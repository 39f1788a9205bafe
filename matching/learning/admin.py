"""What came of the lists, month by month, in numbers; whose they were is nobody's to read here."""

from django.contrib import admin
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from matching.learning.models import Outcome
from portal.moderation import ReadOnlyAdmin


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    list_display = (
        *("in_month", "source", "model_version", "lists", "shown"),
        *("opened_share", "applied_share", "answered_share", "accepted_share"),
    )
    list_display_links = None

    @admin.display(description=_("month"), ordering="month")
    def in_month(self, outcome: Outcome) -> str:
        return date_format(outcome.month, "YEAR_MONTH_FORMAT")

    @admin.display(description=_("opened, of those shown"), ordering="opened")
    def opened_share(self, outcome: Outcome) -> str:
        return share(outcome.opened, of=outcome.shown)

    @admin.display(description=_("applied to, of those opened"), ordering="applied")
    def applied_share(self, outcome: Outcome) -> str:
        return share(outcome.applied, of=outcome.opened)

    @admin.display(description=_("answered, of those applied to"), ordering="answered")
    def answered_share(self, outcome: Outcome) -> str:
        return share(outcome.answered, of=outcome.applied)

    @admin.display(description=_("accepted, of those applied to"), ordering="accepted")
    def accepted_share(self, outcome: Outcome) -> str:
        return share(outcome.accepted, of=outcome.applied)


def share(part: int, *, of: int) -> str:
    """A number, and what it is of another in hundred: «12 (3.4 %)», as the language writes numbers."""
    return f"{floatformat(part, '0g')} ({floatformat(100 * part / of, 1)} %)" if of else "–"
