"""The head of a letter, as the mail server received it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from matching import digests
from portal.models import Letter
from portal.tasks import send_letter
from portal.weekgrid import grid_of
from tests import make
from tests.portal.conftest import Inbox

pytestmark = pytest.mark.django_db


def test_web_addresses_in_the_head_arrive_as_they_are(inbox: Inbox, settings: Settings) -> None:
    settings.SITE_URL = "https://frivillig.kommunene-i-norge.example"
    volunteer = make.volunteer(slots=grid_of([5]))
    make.assignment(slots=grid_of([5]))
    make.assignment(slots=grid_of([5]))
    digests.compose(at=make.noon(timezone.localdate()))

    send_letter(Letter.objects.get().pk)

    head = inbox.received[0].partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    path = reverse("matching:unsubscribe", args=[digests.token(volunteer)])
    assert f"List-Unsubscribe: <{settings.SITE_URL}{path}>" in head
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert f"Message-ID: {Letter.objects.get().message_id}" in head
    assert [line for line in head if "=?" in line] == []
