"""Start PostgreSQL and Valkey before Django reads its settings: the first of all plugins."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from portal import servers

HERE = Path(__file__).resolve().parent.parent
if HERE.as_posix() not in sys.path:
    sys.path.insert(0, HERE.as_posix())

os.environ["DEBUG"] = "true"
os.environ["SWEEP_SECONDS"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in the thread of the tests
started = ExitStack()
if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # its parent has started them; each has its own cache
    address = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{int(worker[2:]) + 1}")
    os.environ["REDIS_URL"] = urlunsplit(address)
else:
    started.enter_context(servers.running(HERE / "var" / "test", is_test=True))


def pytest_unconfigure() -> None:
    """Stop what was started, when the last test is over."""
    started.close()
