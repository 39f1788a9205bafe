"""Ask the portal in this process: all its middleware and no network."""

import gzip
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception
from django.db import connection
from django.test import Client, RequestFactory


@dataclass(frozen=True)
class Answer:
    """What asking for one address took."""

    address: str
    status: int
    milliseconds: float
    cpu_milliseconds: float
    queries: int
    sql_milliseconds: float
    kilobytes: float
    error: str = ""


class Asker:
    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.factory = RequestFactory(SERVER_NAME="localhost")
        self.sql: list[float] = []
        self.errors: list[str] = []
        got_request_exception.connect(self.note)

    def sign_in(self, user: Any) -> None:
        """Ask as this user from now on."""
        client = Client()
        client.force_login(user)
        self.factory.cookies = client.cookies

    def note(self, **_kwargs: Any) -> None:
        self.errors.append(traceback.format_exc().strip().splitlines()[-1])

    def time_sql(self, execute: Callable[..., Any], *args: Any) -> Any:
        start = perf_counter()
        try:
            return execute(*args)
        finally:
            self.sql.append(perf_counter() - start)

    def ask(self, address: str) -> Answer:
        self.sql, self.errors = [], []
        request = self.factory.get(address)
        with connection.execute_wrapper(self.time_sql):
            start, cpu = perf_counter(), process_time()
            response = self.handler.get_response(request)
            taken, worked = perf_counter() - start, process_time() - cpu
        return Answer(
            address=address,
            status=response.status_code,
            milliseconds=taken * 1e3,
            cpu_milliseconds=worked * 1e3,
            queries=len(self.sql),
            sql_milliseconds=sum(self.sql) * 1e3,
            kilobytes=len(gzip.compress(getattr(response, "content", b""))) / 1e3,
            error="; ".join(self.errors),
        )
