"""Real processes are killed in the middle: nobody gets two digests, and every letter is accounted for.

In the group of the walk, and before it: its worker would send these letters, too.
"""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.utils import timezone

from matching import digests
from matching.models import Digest
from matching.ranking.rounds import FEWEST_ROUNDS
from matching.volunteers.models import Volunteer
from portal.models import Letter
from portal.models.letters import CLAIM_LASTS
from tests import make
from tests.matching.digest_office import PATIENCE, PROCESSES, WORKER, HangingPost, Office, crowd, kill
from tests.walk.conftest import free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]
MANY = 1000
BEFORE_THE_KILL = 300
TODAY = timezone.localdate()


@pytest.fixture
def post() -> HangingPost:
    return HangingPost(hangs_after=BEFORE_THE_KILL)


@pytest.fixture
def office(post: HangingPost, tmp_path: Path) -> Iterator[Office]:
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    server.start()
    yield Office(mail_port=server.port, log=tmp_path / "office.log")
    server.stop()


def test_a_killed_worker_repeats_no_digest_and_every_letter_is_accounted_for(
    office: Office, post: HangingPost
) -> None:
    everyone = {volunteer.user.email for volunteer in crowd(MANY)}
    assert digests.compose(at=make.noon(TODAY)) == MANY
    with sweeping(office) as worker:
        post.wait_until(taken=BEFORE_THE_KILL, hanging=PROCESSES, by=worker)
        kill(worker)
    post.hangs_after = MANY
    with sweeping(office) as worker:
        post.wait_until(taken=MANY - PROCESSES, hanging=PROCESSES, by=worker)
        worker.terminate()
        assert worker.wait(PATIENCE) == 0

    lost = Letter.objects.lost(at=timezone.now() + CLAIM_LASTS + timedelta(seconds=1))
    claimed = set(lost.values_list("address", flat=True))
    assert (len(post.taken), len(claimed)) == (MANY - PROCESSES, PROCESSES)
    assert set(post.taken) == everyone - claimed
    assert Letter.objects.filter(sent_at__isnull=False).count() == MANY - PROCESSES


@contextmanager
def sweeping(office: Office) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is asked to send what is owed."""
    office.sweep()
    with office.running("-m", *WORKER) as worker:
        yield worker


def test_composing_that_was_killed_goes_on_where_it_stopped(office: Office) -> None:
    readers = crowd(MANY)
    order = np.random.default_rng(digests.week_of(TODAY).toordinal()).permutation(MANY)
    last_round = readers[order[-1]]
    composed_before = MANY - MANY // FEWEST_ROUNDS
    with office.running("manage.py", "compose_digests") as command, transaction.atomic():
        Volunteer.objects.select_for_update().get(pk=last_round.pk)
        until_composed(composed_before, by=command)
        kill(command)
    assert Letter.objects.count() == Digest.objects.count() == composed_before

    assert digests.compose(at=make.noon(TODAY)) == MANY - composed_before
    assert Digest.objects.values("volunteer").distinct().count() == Letter.objects.count() == MANY


def until_composed(count: int, *, by: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while Digest.objects.count() < count and by.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert Digest.objects.count() == count
