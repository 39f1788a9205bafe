"""In which order letters leave, read from the real queue."""

from contextlib import suppress
from datetime import timedelta
from queue import Empty
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.celery import app
from portal.models import Letter
from portal.tasks import send_letter, send_owed_letters
from tests.portal.conftest import Inbox

pytestmark = pytest.mark.django_db
CODE = {"subject": "Your code", "text": "BCDF-GHJK", "code": "BCDF-GHJK", "language": "en"}


def owed(kind: str, **fields: Any) -> int:
    """The key of a letter that is owed."""
    return Letter.objects.create(kind=kind, address="eva@example.invalid", **fields).pk


def a_digest() -> int:
    return owed("digest", is_repeatable=False, due_at=timezone.now() - timedelta(hours=1))


def taken() -> list[int]:
    """Empty the queue, as a worker does, and answer with the letters in the order they came."""
    letters = []
    with (
        app.connection_for_read() as broker,
        broker.SimpleQueue("celery", no_ack=True) as queue,
        suppress(Empty),
    ):
        while True:
            letters.append(queue.get_nowait().decode()[0][0])
    return letters


def test_codes_go_first_then_what_answers_a_person_and_digests_last() -> None:
    digests = [a_digest(), a_digest()]
    answer = owed("application.answered")
    code = owed("written", content=CODE)

    send_owed_letters()

    assert taken() == [code, answer, *digests]


def test_an_answer_goes_before_digests_that_were_queued_long_ago() -> None:
    digests = [a_digest(), a_digest()]
    send_owed_letters()
    answer = owed("application.answered")

    send_owed_letters()

    assert taken() == [answer, *digests]


def test_a_letter_in_the_queue_is_not_queued_again() -> None:
    digest, code = a_digest(), owed("written", content=CODE)

    for _ in range(3):
        send_owed_letters()

    assert taken() == [code, digest]


def test_when_the_queue_is_lost_letters_are_queued_again() -> None:
    digest = a_digest()
    send_owed_letters()
    cache.clear()  # the queue is kept in the same Redis
    assert taken() == []

    send_owed_letters()

    assert taken() == [digest]


def test_a_letter_that_was_put_off_is_queued_again_when_it_is_due(inbox: Inbox, settings: Settings) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    code = owed("written", content=CODE)
    send_owed_letters()
    assert taken() == [code]
    send_letter(code)
    Letter.objects.update(due_at=timezone.now())

    send_owed_letters()

    assert taken() == [code]


def test_a_worker_fetches_no_letter_before_it_can_send_it() -> None:
    assert app.conf.worker_prefetch_multiplier == 1
