from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from organisations import services
from organisations.models import Coordinator, Organisation
from portal.errors import Refused
from portal.models import AuditEntry, Letter
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deed: Callable[[int], bool], times: int) -> list[bool]:
    """Do the same in several threads, each with a connection of its own."""

    def alone(number: int) -> bool:
        try:
            return deed(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return sorted(threads.map(alone, range(times)))


def test_a_double_click_registers_one() -> None:
    user, place = make.user(), make.municipality()
    told = services.Told(name="Twice", number="923609016", municipality=place, purpose="Ours.")

    def click(_number: int) -> bool:
        return services.register(by=user, **told)[1]

    assert at_once(click, 4) == [False, False, False, True]
    assert Organisation.objects.count() == Coordinator.objects.count() == 1


def test_of_moderators_who_decide_at_once_one_decides_and_the_others_are_told() -> None:
    organisation = make.organisation(status="submitted")
    make.coordinator(of=organisation)
    moderators = [make.moderator(), make.moderator(), make.moderator()]

    def press(number: int) -> bool:
        decide = services.reject if number else services.verify
        try:
            decide(organisation, by=moderators[number], reason="Because.")
        except Refused as refusal:
            return "has already decided" not in str(refusal)
        return True

    assert at_once(press, 3) == [False, False, True]
    assert AuditEntry.objects.count() == Letter.objects.count() == 1
