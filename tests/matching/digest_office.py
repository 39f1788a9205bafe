"""Many volunteers, a mail server that can hang, and real processes to kill."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from urllib.parse import urlsplit, urlunsplit

from aiosmtpd.smtp import SMTP, Envelope, Session
from celery import Celery
from redis import Redis

from matching.volunteers.models import Volunteer
from portal.models import User
from tests import make
from tests.walk.conftest import HERE, environment

PATIENCE = 60
PROCESSES = 2
WORKER = (
    "celery",
    "-A",
    "portal",
    "worker",
    "--concurrency",
    str(PROCESSES),
    "--loglevel",
    "warning",
    "--without-mingle",
    "--without-gossip",
)


def crowd(count: int) -> list[Volunteer]:
    """Volunteers in Oslo, and enough that fits them."""
    users = User.objects.bulk_create(
        User(email=f"reader{number}@example.invalid", name=f"Reader {number}") for number in range(count)
    )
    oslo, organisation = make.municipality(), make.organisation()
    for _ in range(3):
        make.assignment(organisation=organisation)
    return Volunteer.objects.bulk_create(Volunteer(user=user, municipality=oslo) for user in users)


class HangingPost:
    """An aiosmtpd handler: notes whom it took letters for; having taken so many, it stops answering."""

    def __init__(self, *, hangs_after: int) -> None:
        self.taken: list[str] = []
        self.hangs_after = hangs_after
        self.hanging = 0
        self.changed = Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or never answer. aiosmtpd calls this."""
        with self.changed:
            hangs = len(self.taken) == self.hangs_after
            self.hanging += hangs
            self.taken += [] if hangs else envelope.rcpt_tos
            self.changed.notify_all()
        if hangs:
            await asyncio.Event().wait()
        return "250 OK"

    def wait_until(self, *, taken: int, hanging: int, by: subprocess.Popen[bytes]) -> None:
        """Wait until so many are taken and so many workers hang, as long as their program lives."""
        deadline = time.monotonic() + PATIENCE
        with self.changed:
            while (len(self.taken), self.hanging) != (taken, hanging) and by.poll() is None:
                assert time.monotonic() < deadline, f"taken {len(self.taken)}, hanging {self.hanging}"
                self.changed.wait(1)
        assert by.poll() is None, "the program has stopped"


class Office:
    """Processes on the test's database, with a broker and a mail server of their own."""

    def __init__(self, *, mail_port: int, log: Path) -> None:
        number = 10 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
        self.broker = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}"))
        self.env = environment(port=0, mail_port=mail_port) | {"REDIS_URL": self.broker}
        self.log = log
        Redis.from_url(self.broker).flushdb()

    def sweep(self) -> None:
        """Ask for every owed letter to be sent, as beat does."""
        with Celery(broker=self.broker, set_as_current=False) as app:
            app.send_task("portal.tasks.send_owed_letters", ignore_result=True)

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run a Python program in a group of its own; kill what is left of it."""
        with self.log.open("ab") as output:
            started = subprocess.Popen(
                [sys.executable, *command],
                env=self.env,
                cwd=HERE,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            yield started
        finally:
            if started.poll() is None:
                kill(started)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and its children, as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
