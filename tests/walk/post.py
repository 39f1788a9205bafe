"""A mail server's memory: what was received, and waiting for what has not come yet."""

import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

PATIENCE = 30
type Letter = EmailMessage[str, str]


class Post:
    """An aiosmtpd handler; the tests ask it for letters."""

    def __init__(self) -> None:
        self.port = 0
        self.letters: list[Letter] = []
        self.received: list[bytes] = []
        self.arrived = threading.Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the letter. aiosmtpd calls this."""
        content = envelope.original_content or b""
        letter: Letter = message_from_bytes(content, policy=policy.default)
        with self.arrived:
            self.received.append(content)
            self.letters.append(letter)
            self.arrived.notify_all()
        return "250 OK"

    def to(self, address: str, *, about: str = "") -> Letter:
        """Wait for the newest letter to an address whose subject or text speaks of something."""
        with self.arrived:
            found = self.arrived.wait_for(lambda: self.find(address, about), timeout=PATIENCE)
        assert found, f"no letter to {address} about «{about}»"
        return found

    def find(self, address: str, about: str) -> Letter | None:
        """The newest such letter, or None."""
        for letter in reversed(self.letters):
            if address in str(letter["To"]) and about in str(letter["Subject"]) + text_of(letter):
                return letter
        return None


def text_of(letter: Letter) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""


def html_of(letter: Letter) -> str:
    """The HTML of a letter."""
    body = letter.get_body(("html",))
    return str(body.get_content()) if body else ""
