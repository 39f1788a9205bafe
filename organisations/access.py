"""What each role of a coordinator may do."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from organisations.models import Coordinator, Organisation
from portal.access import Right
from portal.models import User

SEAT = "has_seat"
"""In the session of whoever coordinates something."""
RIGHTS = {
    Coordinator.Role.OWNER: set(Right),
    Coordinator.Role.COORDINATOR: {Right.READ, Right.POST, Right.ANSWER},
    Coordinator.Role.ATTEST_OFFICER: {Right.READ},
    Coordinator.Role.READ_ONLY: {Right.READ},
}


def gives(role: str, right: Right) -> bool:
    return right in RIGHTS[Coordinator.Role(role)]


def holders(right: Right, *, of: Organisation) -> QuerySet[User]:
    """Those who have the right in the organisation and can sign in."""
    roles = [role for role in RIGHTS if gives(role, right)]
    return User.objects.filter(is_active=True, coordinating__organisation=of, coordinating__role__in=roles)


def remember_seat(*, request: HttpRequest, user: User, **_signal: object) -> None:
    """Note at sign-in who coordinates something, so that no page has to ask for its menu."""
    if Coordinator.objects.filter(user=user).exists():
        request.session[SEAT] = True


def demand(right: Right, *, of: Organisation, user: User) -> None:
    """Refuse with 403 when the user's role in the organisation does not give the right."""
    roles = Coordinator.objects.filter(organisation=of, user=user).values_list("role", flat=True)
    if not any(gives(role, right) for role in roles):
        raise PermissionDenied
