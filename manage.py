#!/usr/bin/env python
"""Every command of the portal: `python manage.py help`."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from environs import Env

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run one command. With DEBUG on and no servers named, embedded ones run under var/ meanwhile."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    env = Env()
    env.read_env(str(HERE / ".env"), recurse=False)
    serve: AbstractContextManager[None] = nullcontext()
    if env.bool("DEBUG", False):
        from portal import servers

        serve = servers.running(HERE / "var", is_demo=sys.argv[1:2] == ["demo"])
    from django.core.management import execute_from_command_line

    with serve:
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
