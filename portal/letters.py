"""Letters are owed by the database and paid by workers.

A service says `owe(…)` in the transaction of its deed. `portal.tasks` finds what is owed, claims it, and lets
the app that knows the kind compose it: a function in its `letters.py`, marked `@composes("its.kind")`.
"""

from collections.abc import Callable
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy, default
from typing import Any, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMultiAlternatives
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import translation

from portal.models import Letter, User

Composer = Callable[[Letter], EmailMultiAlternatives]
COMPOSERS: dict[str, Composer] = {}


class WebAddressHeader(UnstructuredHeader, BaseHeader):
    """A web address in a header: on one line, since mail programs do not read it folded or encoded."""

    def fold(self, *, policy: Policy) -> str:
        """Write the line as it is; RFC 5322 allows 998 signs."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("List-Unsubscribe", WebAddressHeader)


class Mail(EmailMultiAlternatives):
    """An e-mail whose web addresses in headers arrive unharmed."""

    def message(self, *, policy: Policy | None = default) -> EmailMessage:
        """Build what is sent. Django's mailers call this."""
        return super().message(policy=cast("EmailPolicy", policy or default).clone(header_factory=HEADERS))


class Needless(Exception):  # noqa: N818 - read as a sentence: raise Needless
    """What the letter is about has changed, so that nobody should get it any more."""


def composes(kind: str) -> Callable[[Composer], Composer]:
    """Mark the function that composes letters of one kind."""

    def register(composer: Composer) -> Composer:
        COMPOSERS[kind] = composer
        return composer

    return register


def owed(kind: str, *, to: User, about: Model, is_repeatable: bool = True) -> Letter:
    """Prepare a letter without saving it, for those who owe thousands at once."""
    return Letter(
        kind=kind,
        to=to,
        address=to.email,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        is_repeatable=is_repeatable,
    )


def owe(kind: str, *, to: User, about: Model, is_repeatable: bool = True) -> None:
    """Owe somebody a letter. One not repeatable is never sent again when a worker died with it in hand."""
    owed(kind, to=to, about=about, is_repeatable=is_repeatable).save()


def compose(letter: Letter) -> EmailMultiAlternatives:
    """Write the letter as it should read now, in its reader's language."""
    language = letter.to.language if letter.to else settings.LANGUAGE_CODE
    if letter.about_id and letter.about is None:
        raise Needless
    with translation.override(language):
        message = COMPOSERS[letter.kind](letter)
    message.extra_headers.setdefault("Message-ID", letter.message_id)
    return message


def message(template: str, *, to: str, **context: Any) -> EmailMultiAlternatives:
    """Render `letters/<template>.txt` (its first line is the subject) and `letters/<template>.html`."""
    context["site_url"] = settings.SITE_URL
    subject, _newline, text = render_to_string(f"letters/{template}.txt", context).strip().partition("\n")
    mail = Mail(subject.strip(), text.strip() + "\n", to=[to])
    mail.attach_alternative(
        render_to_string(f"letters/{template}.html", context | {"subject": subject}),
        "text/html",
    )
    return mail


@composes("written")
def written(letter: Letter) -> EmailMultiAlternatives:
    """Send what was written when the letter was owed, unless its code has run out meanwhile."""
    content = letter.content or {}
    text, code = content["text"], content["code"]
    if code and letter.claimed_at and letter.claimed_at > letter.created_at + settings.CODE_LASTS:
        raise Needless
    before, _code, after = text.partition(code) if code else (text, "", "")
    parts = {"text": text, "before": before, "code": code, "after": after}
    with translation.override(content["language"]):
        return message("written", to=letter.address, subject=content["subject"], **parts)
