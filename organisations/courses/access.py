"""Who may take a course."""

from django.contrib.auth.models import AnonymousUser

from organisations.models import Organisation
from portal.models import User


def may_learn(user: User | AnonymousUser) -> bool:
    """Whoever coordinates an organisation, verified or not yet, and the moderators."""
    if not user.is_authenticated:
        return False
    return user.is_staff or Organisation.objects.managed_by(user).exists()
