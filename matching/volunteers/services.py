from typing import Any

from django.db import transaction

from matching.volunteers.models import Volunteer
from portal import audit
from portal.models import User

LISTS = {"activities", "groups", "skills"}


@transaction.atomic
def describe(*, by: User, **said: Any) -> Volunteer:
    """Keep what somebody says about herself. The first thing she says makes her a volunteer."""
    volunteer, _made = Volunteer.objects.select_for_update().get_or_create(user=by)
    for name, value in said.items():
        if name in LISTS:
            getattr(volunteer, name).set(value)
        else:
            setattr(volunteer, name, value)
    volunteer.save(update_fields=[*(said.keys() - LISTS), "changed_at"])
    audit.record("volunteer.described", by=by, about=volunteer)
    return volunteer
