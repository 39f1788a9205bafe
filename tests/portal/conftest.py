"""A mail server in the tests' own process, which can also say no."""

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings

from tests.walk.post import Post


class Inbox(Post):
    """Answers «250 OK», or what a test has put in `answers`, one for each letter."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[str] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse who is nobody."""
        if address.startswith("nobody@"):
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "silence" and server.transport:
            server.transport.close()
        if not answer.startswith("250"):
            return answer
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def inbox(settings: Settings) -> Iterator[Inbox]:
    """Let the portal's letters go to a real server on this machine."""
    kept = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        kept.port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=kept.port)
    backend = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": kept.port, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    server.start()
    yield kept
    server.stop()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """A slow hash keeps thieves busy; here it would only keep us."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
