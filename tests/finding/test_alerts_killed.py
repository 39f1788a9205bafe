"""The process that looks for new hits is killed in the middle: nothing is lost, and nothing told twice."""

import subprocess
import time
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from assignments.finding import alerts
from assignments.finding.models import Hit, SavedSearch
from portal.models import Letter, User
from tests import make
from tests.matching.digest_office import PATIENCE, Office, kill
from tests.walk.conftest import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]
MANY = 3 * alerts.READERS_AT_A_TIME
LOOK = "from assignments.finding.tasks import look_for_new_hits; look_for_new_hits()"


@pytest.fixture
def searches() -> list[SavedSearch]:
    """One search of each of many people."""
    people = (User(email=f"reader{number}@example.invalid", name="Reader") for number in range(MANY))
    users = User.objects.bulk_create(people)
    return [make.saved_search(user=user) for user in users]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(mail_port=free_port(), log=tmp_path / "office.log")


def test_a_look_that_was_killed_is_finished_by_the_next(office: Office, searches: list[SavedSearch]) -> None:
    assignment, before = make.assignment(), 2 * alerts.READERS_AT_A_TIME
    with office.running("manage.py", "shell", "-c", LOOK) as looking, transaction.atomic():
        Hit.objects.create(search=searches[-1], assignment=assignment)  # whoever tells the same, waits for us
        until_told(before, by=looking)
        kill(looking)
        transaction.set_rollback(True)
    until_nobody_holds_any()
    looked_at = dict(SavedSearch.objects.values_list("pk", "looked_at"))
    moved = [search for search in searches if looked_at[search.pk] > search.looked_at]
    assert Letter.objects.count() == Hit.objects.count() == len(moved) == before

    assert alerts.look(at=timezone.now()) == MANY - before
    assert Letter.objects.values("to").distinct().count() == Letter.objects.count() == MANY
    assert Hit.objects.count() == MANY


def until_nobody_holds_any() -> None:
    """The database notices a little later that the one it worked for is gone."""
    with transaction.atomic():
        list(SavedSearch.objects.select_for_update())


def until_told(count: int, *, by: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while Letter.objects.count() < count and by.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert Letter.objects.count() == count
