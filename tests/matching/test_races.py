"""Many at once, with real threads and real connections: no place is given twice, nobody applies twice."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate, now

from assignments.models import Assignment, Session
from matching import services
from matching.measures import measure_answers
from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.models import Organisation
from portal.errors import Refused
from portal.models import Letter, User
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50
SIX = range(6)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do everything at the same moment, and list what was said: «done», or the refusal."""
    said, start = [""] * len(deeds), Barrier(len(deeds))

    def run(number: int) -> None:
        try:
            with translation.override("en"):
                start.wait()
                deeds[number]()
                said[number] = "done"
        except Refused as refusal:
            said[number] = str(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


def accepting(application: Application, by: User) -> Callable[[], None]:
    return partial(services.answer, application, status="accepted", by=by)


def leaving(application: Application) -> Callable[[], None]:
    return partial(services.withdraw, application, by=application.volunteer.user)


def applied(
    to: Assignment, *, people: Sequence[Volunteer], session: Session | None = None
) -> list[Application]:
    """Begin a round: everyone has applied, and every place is free."""
    Application.objects.all().delete()
    Letter.objects.all().delete()
    Assignment.objects.update(places_taken=0)
    Session.objects.update(places_taken=0)
    rows = [Application(volunteer=one, assignment=to, session=session) for one in people]
    return Application.objects.bulk_create(rows)


def taken(assignment: Assignment) -> int:
    return Assignment.objects.get(pk=assignment.pk).places_taken


@pytest.mark.parametrize(
    ("has_session", "told"),
    [(False, "Every place of this assignment is taken."), (True, "Every place at this time is taken.")],
)
def test_six_coordinators_give_the_last_place_once_fifty_times(has_session: bool, told: str) -> None:
    assignment = make.assignment(places=6 if has_session else 1)
    session = make.session(of=assignment, places=1) if has_session else None
    seats = [make.coordinator(of=assignment.organisation).user for _each in SIX]
    people = [make.volunteer() for _each in SIX]
    for _round in range(ROUNDS):
        queue = applied(assignment, session=session, people=people)
        said = at_once(*(accepting(*pair) for pair in zip(queue, seats, strict=True)))

        assert said == [told] * 5 + ["done"]
        assert Application.objects.accepted().count() == taken(assignment) == Letter.objects.count() == 1
        assert session is None or Session.objects.get().places_taken == 1


def test_six_coordinators_answer_one_application_once() -> None:
    assignment = make.assignment(places=6)
    seats = [make.coordinator(of=assignment.organisation).user for _each in SIX]
    people = [make.volunteer()]
    for _round in range(10):
        (one,) = applied(assignment, people=people)
        said = at_once(*(accepting(one, seat) for seat in seats))

        assert said == ["Someone has already answered this application."] * 5 + ["done"]
        assert (taken(assignment), Letter.objects.count()) == (1, 1)


def test_a_place_that_is_given_back_is_given_again_and_never_twice() -> None:
    assignment = make.assignment(places=1)
    session = make.session(of=assignment, places=1)
    seats = [make.coordinator(of=assignment.organisation).user for _each in SIX]
    people = [make.volunteer() for _each in range(7)]
    for _round in range(ROUNDS // 2):
        first, *queue = applied(assignment, session=session, people=people)
        services.answer(first, status="accepted", by=seats[0])
        said = at_once(leaving(first), *(accepting(*pair) for pair in zip(queue, seats, strict=True)))

        assert said.count("done") in {1, 2}
        accepted = Application.objects.accepted().count()
        assert accepted == taken(assignment) == Session.objects.get().places_taken == said.count("done") - 1


def test_an_application_is_either_accepted_or_withdrawn_first_and_no_place_is_lost() -> None:
    assignment = make.assignment(places=1)
    seat = make.coordinator(of=assignment.organisation).user
    people = [make.volunteer()]
    for _round in range(ROUNDS // 2):
        (one,) = applied(assignment, people=people)
        said = at_once(leaving(one), accepting(one, seat))

        assert said in (["The volunteer has withdrawn this application.", "done"], ["done", "done"])
        assert Application.objects.get().status == "withdrawn"
        assert taken(assignment) == 0


def test_six_clicks_are_one_application() -> None:
    assignment = make.assignment()
    make.coordinator(of=assignment.organisation)
    for _round in range(10):
        user = make.user()
        said = at_once(*[partial(services.apply, assignment, by=user, on=localdate())] * 6)

        told = "You have already applied to this. You find the application on your page."
        assert said == [told] * 5 + ["done"]
        assert Application.objects.made_by(user).count() == 1


def test_six_coordinators_at_the_door_get_one_yes_and_five_reasons() -> None:
    assignment = make.assignment(places=1)
    pages: list[str] = []

    def click(application: Application, by: Client) -> None:
        address = reverse("matching:answer", args=[application.pk])
        pages.append(by.post(address, {"status": "accepted"}, follow=True).text)

    queue = applied(assignment, people=[make.volunteer() for _each in SIX])
    clients = [Client() for _each in SIX]
    for client in clients:
        client.force_login(make.coordinator(of=assignment.organisation).user)
    at_once(*(partial(click, *pair) for pair in zip(queue, clients, strict=True)))

    assert sum("The volunteer will get your answer by e-mail." in page for page in pages) == 1
    assert sum("Every place of this assignment is taken." in page for page in pages) == 5
    assert taken(assignment) == 1


def test_when_two_answer_the_last_ones_at_once_the_silence_ends() -> None:
    lykta = make.organisation()
    seat = make.coordinator(of=lykta).user
    people = [make.volunteer(), make.volunteer()]
    asked = [make.assignment(organisation=lykta), make.assignment(organisation=lykta)]
    for _round in range(20):
        Application.objects.all().delete()
        queue = [make.application(to=to, volunteer=she) for to, she in zip(asked, people, strict=True)]
        Application.objects.update(created_at=now() - timedelta(days=20))
        measure_answers(at=now())
        assert Organisation.objects.get().is_silent
        at_once(*(partial(services.answer, one, status="declined", by=seat) for one in queue))

        assert not Organisation.objects.get().is_silent
