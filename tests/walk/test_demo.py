"""The demo from nothing, in a copy of the project: it starts, keeps its data, and leaves nothing running."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from django.conf import settings

from tests.walk.conftest import free_port, wait_for

pytestmark = pytest.mark.xdist_group("demo")
HERE = Path(settings.HERE)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What git knows of the project, and the packages of npm."""
    folder = tmp_path_factory.mktemp("copy")
    listed = subprocess.run(["git", "ls-files"], cwd=HERE, check=True, capture_output=True, text=True)  # noqa: S607
    for name in filter(lambda name: (HERE / name).is_file(), listed.stdout.splitlines()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / name, folder / name)
    (folder / "node_modules").symlink_to(HERE / "node_modules")
    shutil.copy(HERE / ".env.example", folder / ".env")
    return folder


def demo(copy: Path, port: int) -> subprocess.Popen[str]:
    unnamed = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo"],
        cwd=copy,
        env=unnamed | {"PORT": str(port)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize(
    ("ending", "end"),
    [
        ("Ctrl-C", lambda started: os.killpg(started.pid, signal.SIGINT)),
        ("kill of the parent", lambda started: started.terminate()),
    ],
)
def test_the_demo_starts_and_stops_whole(copy: Path, ending: str, end: Callable[[object], None]) -> None:
    port = free_port()
    started = demo(copy, port)
    wait_for(f"http://localhost:{port}/readyz", seconds=120)
    with urlopen(f"http://localhost:{port}/oppdrag/") as page:
        assert b"Frivilligportalen" in page.read()
    running = [*psutil.Process(started.pid).children(recursive=True), *servers_of(copy)]
    assert len(running) > 6

    end(started)
    output, _errors = started.communicate(timeout=10)

    _gone, alive = psutil.wait_procs(running, timeout=2)
    assert alive == [], ending
    assert "frivillig@demo.invalid" in output


def servers_of(copy: Path) -> list[psutil.Process]:
    """PostgreSQL is nobody's child, but names its folder."""
    return [
        one
        for one in psutil.process_iter(["cmdline"])
        if str(copy / "var") in " ".join(one.info["cmdline"] or [])
    ]


def test_a_taken_port_gets_one_sentence(copy: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        started = demo(copy, port)
        output, _errors = started.communicate(timeout=60)

    assert f"CommandError: Port {port} is taken. Choose another: make demo PORT=8001" in output.splitlines()
    assert servers_of(copy) == []
