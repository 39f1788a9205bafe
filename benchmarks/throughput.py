"""How many pages a second a real server answers: twenty fixed cards, and the search page cached or not."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from benchmarks.nation import FOLDER, HERE

SERVER = (
    "gunicorn portal.wsgi --workers 1 --threads 4 --no-control-socket --log-level error --bind 127.0.0.1:{}"
)
FIXED = "/twenty-cards/"
PAGES = {
    "twenty fixed cards": FIXED,
    "list, each once": "/oppdrag/?tema=fellesskap&n={}",
    "words, each once": "/oppdrag/?q=besøksvenn&n={}",
    "list, cached": "/oppdrag/?tema=fellesskap",
    "words, cached": "/oppdrag/?q=besøksvenn",
}
ROUNDS = 3


def report(seconds: int) -> None:
    """Ask in turns, so that a noisy machine is noisy to all, and print pages a second."""
    with served() as port:
        for path in PAGES.values():
            asked(port, path, 2)
        rounds = [
            {name: asked(port, path, seconds / ROUNDS) for name, path in PAGES.items()}
            for _round in range(ROUNDS)
        ]
    found = {name: median(one[name] for one in rounds) for name in PAGES}
    print(f"\n{'one worker of four threads':<28}{'pages/s':>9}{'of fixed':>10}   (bars: 25 %, 80 %)")
    for name, rate in found.items():
        print(f"{name:<28}{rate:>9.0f}{rate / found['twenty fixed cards']:>10.0%}")


def asked(port: int, path: str, seconds: float) -> float:
    """Pages a second, counted by another process."""
    client = [sys.executable, "-m", "benchmarks.load", str(port), str(seconds), path]
    return float(subprocess.run(client, cwd=HERE, check=True, capture_output=True, text=True).stdout)


@contextmanager
def served() -> Iterator[int]:
    """The portal in production form on a free port, but without https and the proxy that speaks it."""
    environment = production()
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=HERE, env=environment, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", *SERVER.format(port).split()]
    server = subprocess.Popen(command, cwd=HERE, env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def production() -> dict[str, str]:
    """The environment of a server that uses the database of this process."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.served_settings",
        "DEBUG": "false",
        "SECRET_KEY": "only-for-a-benchmark-on-this-machine-0123456789-abcdefghij",
        "SITE_URL": "https://localhost",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": urlunsplit(database),
        "EMAIL_URL": f"file:///{FOLDER / 'mail'}",
    }


def wait_for(port: int) -> None:
    for _try in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"Nothing answered on port {port}.")
