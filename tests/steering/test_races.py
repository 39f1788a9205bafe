"""Two clicks at the same moment, with real threads and real connections."""

from functools import partial

import pytest

from matching.steering import services
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer
from portal.models import AuditEntry
from tests import make
from tests.matching.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20


def test_six_clicks_put_it_away_once_and_take_it_back_once() -> None:
    volunteer, assignment = make.volunteer(), make.assignment()
    for _round in range(ROUNDS):
        said = at_once(*[partial(services.dismiss, assignment, by=volunteer)] * 6)
        assert (said, Dismissal.objects.count()) == (["done"] * 6, 1)
        said = at_once(*[partial(services.take_back, assignment, by=volunteer)] * 6)
        assert (said, Dismissal.objects.count()) == (["done"] * 6, 0)

    assert AuditEntry.objects.filter(deed="dismissal.made").count() == ROUNDS
    assert AuditEntry.objects.filter(deed="dismissal.taken_back").count() == ROUNDS


def test_two_wishes_at_once_are_both_kept() -> None:
    volunteer = make.volunteer(activities=())
    one, other = make.assignment(activities=("besoksvenn",)), make.assignment(activities=("arrangement",))
    for _round in range(ROUNDS):
        volunteer.activities.clear()
        at_once(*(partial(services.more_like, each, by=volunteer) for each in (one, other)))
        kept = set(Volunteer.objects.get().activities.values_list("slug", flat=True))
        assert kept == {"besoksvenn", "arrangement"}
