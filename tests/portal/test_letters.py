from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, Never

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal import letters
from portal.models import Letter
from portal.tasks import forget_old_letters, send_letter
from tests import make
from tests.portal.conftest import Inbox
from tests.walk.post import html_of, text_of

pytestmark = pytest.mark.django_db

CODE = {"subject": "Your code", "text": "Type this:\n\nBCDF-GHJK\n\nGood luck.", "code": "BCDF-GHJK"}


def a_letter(**fields: Any) -> Letter:
    """A letter with a code, owed just now."""
    defaults = {"kind": "written", "address": "eva@example.invalid", "content": CODE | {"language": "en"}}
    return Letter.objects.create(**defaults | fields)


def sent(letter: Letter) -> Letter:
    """The letter after one more attempt."""
    send_letter(letter.pk)
    letter.refresh_from_db()
    return letter


def once_more(letter: Letter) -> Letter:
    """The letter after the attempt that its waiting time allows."""
    Letter.objects.filter(pk=letter.pk).update(due_at=timezone.now())
    return sent(letter)


def test_a_letter_is_sent_once_though_asked_twice(inbox: Inbox) -> None:
    letter = a_letter()

    send_letter(letter.pk)
    send_letter.apply((letter.pk,))

    assert [one["To"] for one in inbox.letters] == ["eva@example.invalid"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_it_once(inbox: Inbox) -> None:
    letter = a_letter()

    def work(_number: int) -> None:
        send_letter(letter.pk)
        connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))

    assert len(inbox.letters) == 1


def test_what_was_written_is_forgotten_when_it_is_sent(inbox: Inbox) -> None:
    letter = sent(a_letter())

    assert letter.sent_at
    assert letter.content is None


def test_a_letter_has_text_and_html_with_the_code_on_its_own(inbox: Inbox) -> None:
    sent(a_letter())

    letter = inbox.letters[0]
    assert letter["Subject"] == "Your code"
    assert "BCDF-GHJK" in text_of(letter).splitlines()
    assert ">BCDF-GHJK</p>" in html_of(letter)
    assert "<p>Type this:</p>" in html_of(letter)


def test_a_letter_is_in_the_language_it_was_written_in(inbox: Inbox) -> None:
    sent(a_letter(to=make.user(language="en"), content=CODE | {"language": "nb"}))

    assert '<html lang="nb">' in html_of(inbox.letters[0])


def test_while_the_mail_server_is_down_a_letter_stays_owed(inbox: Inbox, settings: Settings) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1

    letter = sent(a_letter())

    assert (letter.claimed_at, letter.sent_at, letter.attempts) == (None, None, 1)
    assert letter.content == CODE | {"language": "en"}
    assert letter.error.startswith("ConnectionRefusedError")


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 2), (5, 32)])
def test_it_waits_longer_each_time(inbox: Inbox, settings: Settings, attempts: int, minutes: int) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1

    before = timezone.now()
    letter = sent(a_letter(attempts=attempts))

    assert timedelta(0) <= letter.due_at - before - timedelta(minutes=minutes) < timedelta(seconds=10)
    assert letter not in Letter.objects.owed(at=timezone.now())


def test_after_eight_attempts_it_is_given_up_and_forgotten(inbox: Inbox, settings: Settings) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1

    letter = sent(a_letter(attempts=7))

    assert letter in Letter.objects.given_up()
    assert letter.content is None


def test_the_second_attempt_has_the_same_message_id(inbox: Inbox) -> None:
    inbox.answers = ["451 Come back later"]

    letter = once_more(sent(a_letter()))

    assert letter.sent_at
    assert [one["Message-ID"] for one in inbox.letters] == [letter.message_id]


def test_an_address_that_does_not_exist_is_not_asked_again(inbox: Inbox) -> None:
    letter = sent(a_letter(address="nobody@example.invalid"))

    assert letter in Letter.objects.given_up()
    assert letter.error == "SMTPRecipientsRefused: 550"


def test_a_mail_server_that_refuses_the_letter_is_asked_again(inbox: Inbox) -> None:
    inbox.answers = ["554 I do not like it, eva@example.invalid"]

    letter = sent(a_letter())

    assert letter.error == "SMTPDataError: 554"
    assert letter.claimed_at is None


def test_a_code_that_has_run_out_is_not_sent(inbox: Inbox) -> None:
    letter = a_letter()
    Letter.objects.filter(pk=letter.pk).update(created_at=timezone.now() - timedelta(minutes=16))

    assert sent(letter).error == "no longer needed"
    assert inbox.letters == []


def test_a_letter_nobody_should_get_any_more_is_given_up(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def needless(_letter: Letter) -> Never:
        raise letters.Needless

    monkeypatch.setitem(letters.COMPOSERS, "tests.needless", needless)

    assert sent(a_letter(kind="tests.needless")) in Letter.objects.given_up()
    assert inbox.letters == []


def test_a_letter_about_something_that_was_deleted_is_given_up(inbox: Inbox) -> None:
    application = make.application()
    letters.owe("written", to=make.user(), about=application)
    letter = Letter.objects.get()
    application.delete()

    assert sent(letter).error == "no longer needed"
    assert inbox.letters == []


def test_a_letter_that_cannot_be_composed_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_letter: Letter) -> Never:
        raise ZeroDivisionError

    monkeypatch.setitem(letters.COMPOSERS, "tests.broken", broken)
    letter = a_letter(kind="tests.broken")

    with pytest.raises(ZeroDivisionError):
        send_letter(letter.pk)

    letter.refresh_from_db()
    assert letter.claimed_at is None
    assert letter.due_at > timezone.now()


def test_a_letter_in_the_hands_of_a_dead_worker_is_sent_after_ten_minutes(inbox: Inbox) -> None:
    at = timezone.now()
    fresh = a_letter(claimed_at=at - timedelta(minutes=9))
    abandoned = a_letter(claimed_at=at - timedelta(minutes=11))

    assert sent(fresh).sent_at is None
    assert sent(abandoned).sent_at


def test_one_that_must_not_come_twice_is_reported_lost_instead(inbox: Inbox) -> None:
    at = timezone.now()
    letter = a_letter(claimed_at=at - timedelta(minutes=11), is_repeatable=False)

    assert sent(letter).sent_at is None
    assert list(Letter.objects.lost(at=at)) == [letter]
    assert inbox.letters == []


def test_one_that_must_not_come_twice_stays_claimed_when_the_server_falls_silent(inbox: Inbox) -> None:
    inbox.answers = ["silence"]

    letter = sent(a_letter(is_repeatable=False))

    assert letter.claimed_at
    assert list(Letter.objects.owed(at=timezone.now() + timedelta(days=1))) == []


def test_one_that_surely_was_not_sent_is_owed_again(inbox: Inbox) -> None:
    inbox.answers = ["451 Come back later"]

    assert sent(a_letter(is_repeatable=False)).claimed_at is None


def test_after_ninety_days_there_is_no_trace_of_a_letter() -> None:
    old, young = a_letter(), a_letter()
    Letter.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=91))

    forget_old_letters()

    assert list(Letter.objects.all()) == [young]


def test_letters_of_somebody_who_leaves_are_not_sent(inbox: Inbox) -> None:
    user = make.user()
    letter = a_letter(to=user)
    user.delete()

    send_letter(letter.pk)

    assert inbox.letters == []
