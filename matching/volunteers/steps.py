"""The profile as three short steps and a little more: what has been said, and what is left."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.volunteers.models import Volunteer


@dataclass(frozen=True)
class Step:
    """One page of the profile."""

    url_name: str
    title: str | Promise
    is_done: bool

    @property
    def facts(self) -> str:
        """The template that says it in words."""
        return f"volunteers/facts/{self.url_name.partition(':')[2]}.html"


def steps(volunteer: Volunteer | None) -> list[Step]:
    """List the steps of a volunteer read `with_interests`; somebody who is none yet has said nothing."""
    she = volunteer
    return [
        Step("volunteers:interests", _("Interests"), bool(she and she.has_interests)),
        Step("volunteers:when", _("When"), bool(she and (she.slots or she.hours))),
        Step("volunteers:where", _("Where"), bool(she and she.municipality_id)),
        Step("volunteers:more", _("A little more about you"), bool(she and (she.about or she.birth_year))),
    ]
