"""Start PostgreSQL and Valkey before Django reads its settings: the first of all plugins."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from portal import servers

HERE = Path(__file__).resolve().parent.parent
if HERE.as_posix() not in sys.path:
    sys.path.insert(0, HERE.as_posix())

os.environ["DEBUG"] = "true"
os.environ["SWEEP_SECONDS"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in the thread of the tests
started = ExitStack()
if "PYTEST_XDIST_WORKER" not in os.environ:
    started.enter_context(servers.running(HERE / "var" / "test", is_test=True))


def pytest_unconfigure() -> None:
    """Stop what was started, when the last test is over."""
    started.close()
