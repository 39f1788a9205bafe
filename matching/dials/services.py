"""Turning the dials: a new version each time, never a change of an old one."""

from django.db import transaction

from matching.dials.models import Dials
from portal import audit
from portal.models import User


@transaction.atomic
def turn(*, by: User, note: str, is_relevance_only: bool, **weights: float) -> Dials:
    """Order lists by these weights from now on."""
    dials = Dials.objects.create(set_by=by, note=note, is_relevance_only=is_relevance_only, **weights)
    audit.record("dials.turned", by=by, about=dials, reason=note)
    return dials
