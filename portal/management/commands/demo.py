"""The whole portal on one machine, from nothing: `make demo`."""

import os
import shlex
import socket
import sys
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from honcho.manager import Manager

from matching.ranking.fast import warm
from portal.demo import logins

WELCOME = """
  Frivilligportalen is starting on {url}

    volunteer     {volunteer}
    coordinator   {coordinator}
    moderator     {moderator}   (signs in to {url}/admin/ with a one-time code)
    password      {password}     for all three

  Letters, and the moderator's one-time code: {url}/dev/post/
  Ctrl-C stops everything. What you did stays in var/.
"""
PROGRAMS = {
    "web": "gunicorn portal.wsgi --bind 127.0.0.1:{port} --threads 8 --reload --no-control-socket",
    "worker": "celery -A portal worker --concurrency 2 --loglevel warning",
    "beat": "celery -A portal beat --loglevel warning --schedule {schedule}",
}


class Command(BaseCommand):
    help = "Fill the database with a demo nation if it is empty, and serve web, worker and beat until Ctrl-C."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo is for a developer's machine: set DEBUG=true in .env.")
        port = port_from(os.environ.get("PORT", "8000"))
        call_command("migrate", verbosity=0)
        call_command("load_places_and_topics")
        call_command("load_moderators")
        call_command("load_courses", stdout=StringIO())
        call_command("seed_demo")
        call_command("rebuild_search", stdout=StringIO())
        warm()
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own
        self.stdout.write(WELCOME.format(url=f"http://localhost:{port}", **logins.ALL), ending="")
        self.stdout.flush()
        sys.exit(serve(port))


def port_from(text: str) -> int:
    """Take a port that is a number and free, or stop with one sentence."""
    if not text.isdigit() or not 0 < int(text) < 2**16:
        raise CommandError(f"PORT must be a number between 1 and 65535, not «{text}».")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            raise CommandError(f"Port {text} is taken. Choose another: make demo PORT=8001") from None
    return int(text)


def serve(port: int) -> int:
    """Run web, worker and beat in the foreground; return the code of whichever ended first."""
    manager = Manager()
    for name, program in PROGRAMS.items():
        arguments = program.format(port=port, schedule=shlex.quote(str(settings.VAR / "beat")))
        command = f"exec {shlex.quote(sys.executable)} -m {arguments}"
        manager.add_process(name, command, cwd=str(settings.HERE))
    manager.loop()
    return int(manager.returncode or 0)
