"""Pages for a developer's machine alone: the letters that were sent, and the moderator's one-time code."""

import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from itertools import islice
from pathlib import Path
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

SHOWN = 30
LETTER_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
}
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The newest letters, as a reader would see them; or those whose address or subject has some words."""
    sought = request.GET.get("q", "").strip()
    newest = [shown(number, parsed(raw)) for number, raw in islice(found(sought), SHOWN)]
    codes = [
        (authenticator.user.email, current_code(authenticator))
        for authenticator in Authenticator.objects.select_related("user").filter(
            type=Authenticator.Type.TOTP, user__is_staff=True, user__email__endswith=".invalid"
        )
    ]
    return render(request, "portal/letters.html", {"letters": newest, "codes": codes, "sought": sought})


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp_override(LETTER_CSP)
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """The HTML part of one letter, alone in its frame."""
    try:
        body = parsed(read()[number]).get_body(("html",))
    except IndexError:
        raise Http404 from None
    if body is None:
        raise Http404
    return HttpResponse(body.get_content())


def read() -> list[bytes]:
    """Read what the file mailer wrote, oldest first."""
    folder = Path(settings.MAILERS["default"].get("OPTIONS", {}).get("file_path", ""))
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns) if folder.name else []
    return [raw for file in files for part in file.read_bytes().split(SEPARATOR) if (raw := part.strip())]


def found(sought: str) -> Iterator[tuple[int, bytes]]:
    """Find letters by address or subject, newest first, each with its number. Only the head is parsed."""
    head = BytesHeaderParser(policy=policy.default)
    for number, raw in reversed(list(enumerate(read()))):
        letter = head.parsebytes(raw)
        if sought.casefold() in f"{letter['To']} {letter['Subject']}".casefold():
            yield number, raw


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def shown(number: int, letter: EmailMessage) -> dict[str, Any]:
    """What the page shows of one letter."""
    text = letter.get_body(("plain",))
    return {
        "number": number,
        "to": letter["To"],
        "subject": letter["Subject"],
        "date": letter["Date"],
        "text": text.get_content() if text else "",
        "has_html": letter.get_body(("html",)) is not None,
    }


def current_code(authenticator: Authenticator) -> str:
    """What the moderator's app would show now."""
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter)))
