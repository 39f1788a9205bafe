"""An organisation that leaves people without an answer is silent, until it says a word."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching import services
from matching.models import Application
from matching.tasks import measure_answers
from organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db
TOLD = "Somebody is still waiting to hear from Lykta"


def applied(to: Organisation, *, days_ago: Sequence[float], **fields: object) -> list[Application]:
    """Applications to an organisation, each sent so many days ago."""
    assignment, now = make.assignment(organisation=to, places=99), timezone.now()
    made = [make.application(to=assignment, **fields) for _days in days_ago]
    for application, days in zip(made, days_ago, strict=True):
        Application.objects.filter(pk=application.pk).update(created_at=now - timedelta(days=days))
    return made


def is_silent(organisation: Organisation, *, measure: bool = True) -> bool:
    if measure:
        measure_answers()
    organisation.refresh_from_db()
    return organisation.is_silent


def test_who_is_new_is_not_silent() -> None:
    assert not is_silent(make.organisation())


@pytest.mark.parametrize(("days", "silent"), [(13.9, False), (14.1, True), (364, True), (366, False)])
def test_one_who_waits_longer_than_was_promised_makes_it_silent(days: float, silent: bool) -> None:
    lykta = make.organisation()
    applied(lykta, days_ago=[days])

    assert is_silent(lykta) == silent


@pytest.mark.parametrize(
    ("waiting", "answered", "silent"), [(1, 4, False), (1, 3, True), (2, 8, False), (2, 7, True)]
)
def test_one_slip_among_five_is_human(waiting: int, answered: int, silent: bool) -> None:
    lykta = make.organisation()
    applied(lykta, days_ago=[20] * waiting)
    applied(lykta, days_ago=[30] * answered, status="accepted", answered_at=timezone.now())
    applied(lykta, days_ago=[1] * 9)

    assert is_silent(lykta) == silent


def test_what_was_answered_long_ago_excuses_nothing() -> None:
    lykta = make.organisation()
    applied(lykta, days_ago=[20])
    applied(lykta, days_ago=[91] * 9, status="declined", answered_at=timezone.now())

    assert is_silent(lykta)


@pytest.mark.parametrize("status", ["withdrawn", "dialogue", "declined"])
def test_who_has_gone_or_been_spoken_to_does_not_wait(status: str) -> None:
    lykta = make.organisation()
    applied(lykta, days_ago=[20], status=status, answered_at=timezone.now())

    assert not is_silent(lykta)


def test_every_organisation_is_measured_by_its_own() -> None:
    lykta, other = make.organisation(), make.organisation()
    applied(lykta, days_ago=[20])
    applied(other, days_ago=[2])

    assert (is_silent(lykta), is_silent(other)) == (True, False)


def test_the_last_word_ends_it_at_once() -> None:
    lykta = make.organisation()
    by = make.coordinator(of=lykta).user
    first, second = applied(lykta, days_ago=[20, 30])
    assert is_silent(lykta)

    services.answer(first, status="declined", by=by)
    assert is_silent(lykta, measure=False)
    services.answer(second, status="dialogue", by=by, reply="Can we talk?")
    assert not is_silent(lykta, measure=False)


def test_who_takes_an_application_back_ends_it_too() -> None:
    lykta = make.organisation()
    (only,) = applied(lykta, days_ago=[20])
    assert is_silent(lykta)
    services.withdraw(only, by=only.volunteer.user)

    assert not is_silent(lykta, measure=False)


def test_an_answer_of_one_organisation_does_not_excuse_another() -> None:
    lykta, other = make.organisation(), make.organisation()
    applied(lykta, days_ago=[20])
    (young,) = applied(other, days_ago=[2])
    assert is_silent(lykta)
    services.answer(young, status="declined", by=make.coordinator(of=other).user)

    assert is_silent(lykta, measure=False)


def test_the_desk_says_it_kindly_and_what_to_do(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lykta = make.organisation(name="Lykta")
    seat = make.coordinator(of=lykta)
    (only,) = applied(lykta, days_ago=[20])
    measure_answers()
    client.force_login(seat.user)
    client.get("/koordinator/")
    with django_assert_num_queries(6):
        text = client.get("/koordinator/").text
    assert TOLD in text
    assert "begin with those who have heard nothing yet" in text

    client.post(f"/koordinator/soknader/{only.pk}/", {"status": "declined"})
    assert TOLD not in client.get("/koordinator/").text


@pytest.mark.parametrize(("role", "told"), [("owner", True), ("coordinator", True), ("reader", False)])
def test_only_those_who_can_answer_are_told(client: Client, role: str, told: bool) -> None:
    lykta = make.organisation(name="Lykta", is_silent=True)
    client.force_login(make.coordinator(of=lykta, role=role).user)

    assert (TOLD in client.get("/koordinator/").text) == told
