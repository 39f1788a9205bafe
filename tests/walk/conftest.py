"""The whole portal as it runs for people: web, worker, beat, their servers, a mail server and a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from tests.walk.post import Post
from tests.walk.site import Site

HERE = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync", "--disable-quic", "--no-first-run"]


@pytest.fixture(scope="session")
def post() -> Iterator[Post]:
    """A mail server that keeps what it receives."""
    inbox = Post()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    inbox.port = server.port
    server.start()
    yield inbox
    server.stop()


@pytest.fixture
def site(transactional_db: None, post: Post, tmp_path: Path) -> Iterator[Site]:
    """Web, worker and beat as processes of their own, on the test database.

    For one test only: when it is over the database is emptied, and a process that lives on would remember
    content types by numbers they no longer have.
    """
    port, folder = free_port(), tmp_path
    env = environment(port, post.port)
    with ExitStack() as running:
        web = ["gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        worker = ["celery", "-A", "portal", "worker", "--concurrency", "2", "--loglevel", "warning"]
        beat = ["celery", "-A", "portal", "beat", "--schedule", str(folder / "beat"), "--loglevel", "warning"]
        for command in (web, worker, beat):
            running.enter_context(process(command, env, folder / f"{command[0]}-{command[-1]}.log"))
        wait_for(f"http://localhost:{port}/readyz")
        yield Site(f"http://localhost:{port}", post)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, or Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


def environment(port: int, mail_port: int) -> dict[str, str]:
    """The environment of the processes: the database of this test run, and a Valkey database of their own."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    number = 3 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    return os.environ | {
        "DATABASE_URL": urlunsplit(database),
        "REDIS_URL": urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}")),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "PORT": str(port),
        "SWEEP_SECONDS": "1",
    }


@contextmanager
def process(command: list[str], env: dict[str, str], log: Path) -> Iterator[None]:
    """Run a Python program until the tests are over."""
    with log.open("wb") as output:
        started = subprocess.Popen(
            [sys.executable, "-m", *command], env=env, cwd=HERE, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            started.terminate()
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()


def wait_for(url: str, *, seconds: int = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=2).close()  # noqa: S310 - an address of ours
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} did not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
