from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations.courses import services
from organisations.courses.models import Lesson, Participation
from organisations.models import Organisation
from portal.models import AuditEntry, User
from tests import make
from tests.courses import build

pytestmark = pytest.mark.django_db

EXPLANATION = "This lesson is for those who coordinate an organisation"


@pytest.fixture
def learner(client: Client) -> User:
    user = build.learner()
    client.force_login(user)
    return user


def at(name: str, lesson: Lesson, *more: int) -> str:
    module = lesson.module
    return reverse(f"courses:{name}", args=[module.course.slug, module.number, lesson.slug, *more])


@pytest.mark.parametrize("status", Organisation.Status.values)
def test_a_coordinator_of_an_organisation_of_any_status_may_read(client: Client, status: str) -> None:
    client.force_login(build.learner(status))

    page = client.get(build.lesson().get_absolute_url()).text

    assert "<strong>one</strong> person" in page
    assert EXPLANATION not in page


def test_a_moderator_may_read(client: Client) -> None:
    client.force_login(make.moderator())

    assert "<strong>one</strong> person" in client.get(build.lesson().get_absolute_url()).text


@pytest.mark.parametrize("who", ["a visitor", "a volunteer"])
@pytest.mark.parametrize("name", ["lesson", "tick", "answer", "complete"])
def test_others_are_told_whom_the_lesson_is_for(client: Client, who: str, name: str) -> None:
    if who == "a volunteer":
        client.force_login(make.volunteer().user)
    lesson = build.lesson()
    url = at(name, lesson, build.question(of=lesson).number) if name == "answer" else at(name, lesson)

    shown = client.get(url) if name == "lesson" else client.post(url)

    assert shown.status_code == HTTPStatus.OK
    assert EXPLANATION in shown.text
    assert reverse("organisations:register") in shown.text
    assert not Participation.objects.exists()


def test_a_visitor_comes_back_to_the_lesson_after_signing_in(client: Client) -> None:
    lesson = build.lesson()

    assert f"?next={lesson.get_absolute_url()}" in client.get(lesson.get_absolute_url()).text


@pytest.mark.parametrize("name", ["tick", "complete", "answer"])
def test_a_deed_is_not_done_by_following_a_link(client: Client, learner: User, name: str) -> None:
    lesson = build.lesson()
    url = at(name, lesson, build.question(of=lesson).number) if name == "answer" else at(name, lesson)

    assert client.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not learner.participations.exists()


def test_reading_alone_leaves_no_mark(client: Client, learner: User) -> None:
    client.get(build.lesson().get_absolute_url())

    assert not learner.participations.exists()


def test_an_address_that_does_not_fit_together_does_not_exist(client: Client, learner: User) -> None:
    lesson = build.lesson()
    elsewhere = build.module(of=lesson.module.course)
    url = reverse("courses:lesson", args=[lesson.module.course.slug, elsewhere.number, lesson.slug])

    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_what_is_ticked_is_kept(client: Client, learner: User) -> None:
    lesson = build.lesson()

    done = client.post(at("tick", lesson), {"points": ["We have a name."]}, follow=True)

    assert done.redirect_chain == [(f"{lesson.get_absolute_url()}#checklist", HTTPStatus.FOUND)]
    assert learner.participations.get().checked == ["We have a name."]
    assert "1 of 2 done" in done.text
    assert done.text.count(" checked") == 1


def test_what_is_not_ticked_any_more_is_taken_away(client: Client, learner: User) -> None:
    lesson = build.lesson()
    services.tick(lesson, points=lesson.points, by=learner)

    client.post(at("tick", lesson), {})

    assert learner.participations.get().checked == []


def test_a_point_that_is_not_on_the_list_is_refused(client: Client, learner: User) -> None:
    refused = client.post(at("tick", build.lesson()), {"points": ["We have cake."]})

    assert "The check list has changed. Tick what is done in the list as it is now." in refused.text
    assert not learner.participations.exists()


def test_a_point_that_was_rewritten_is_not_done(client: Client, learner: User) -> None:
    lesson = build.lesson()
    services.tick(lesson, points=lesson.points, by=learner)
    Lesson.objects.update(checklist="We have a task.\nWe have two names.")

    assert "1 of 2 done" in client.get(lesson.get_absolute_url()).text


def test_a_lesson_without_a_check_list_or_a_quiz_is_whole(client: Client, learner: User) -> None:
    page = client.get(build.lesson(checklist="").get_absolute_url()).text

    assert "Check list" not in page
    assert "Check yourself" not in page


@pytest.mark.parametrize(("choice", "verdict"), [("Ask", "That is right."), ("Wait", "Not quite.")])
def test_an_answer_is_kept_and_explained(client: Client, learner: User, choice: str, verdict: str) -> None:
    question = build.question(of=build.lesson())

    answered = client.post(at("answer", question.lesson, 1), {"choice": choice}, follow=True)

    assert answered.redirect_chain[0][0] == f"{question.lesson.get_absolute_url()}#question-1-choice"
    assert learner.participations.get().answers == {str(question.pk): choice}
    assert verdict in answered.text
    assert "Nobody comes who is not asked." in answered.text
    assert answered.text.count("Right answer") == 1


def test_the_right_answer_is_not_told_before_one_is_given(client: Client, learner: User) -> None:
    question = build.question(of=build.lesson())

    page = client.get(question.lesson.get_absolute_url()).text

    assert "Right answer" not in page
    assert question.why not in page


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Choose one of the answers first."),
        ({"choice": "Sing"}, "This answer is not among the choices. Choose one of those below."),
    ],
)
def test_an_answer_that_cannot_be_kept_is_met_with_a_sentence(
    client: Client, learner: User, data: dict[str, str], says: str
) -> None:
    lesson = build.lesson()
    for _question in range(2):
        build.question(of=lesson)

    refused = client.post(at("answer", lesson, 2), data).text

    assert f'href="#question-2-choice">Question 2: {says}</a>' in refused
    assert refused.count(says) == 2  # the other stands at the question
    assert not learner.participations.exists()


def test_a_question_that_is_not_in_the_lesson_does_not_exist(client: Client, learner: User) -> None:
    assert client.post(at("answer", build.lesson(), 1), {"choice": "Ask"}).status_code == HTTPStatus.NOT_FOUND


def test_an_answer_whose_words_are_gone_is_asked_for_again(client: Client, learner: User) -> None:
    question = build.question(of=build.lesson())
    services.answer(question, choice="Wait", by=learner)
    question.lesson.questions.update(choices="Ring\nAsk")

    assert "Right answer" not in client.get(question.lesson.get_absolute_url()).text


def test_a_lesson_marked_as_read_leads_to_the_next(client: Client, learner: User) -> None:
    lesson = build.lesson()
    following = build.lesson(of=lesson.module)

    gone_on = client.post(at("complete", lesson), follow=True)

    assert gone_on.redirect_chain == [(following.get_absolute_url(), HTTPStatus.FOUND)]
    assert "1 of 2 lessons read" in gone_on.text
    assert learner.participations.get(lesson=lesson).completed_at is not None
    assert learner.participations.get(lesson=following).completed_at is None
    assert [(entry.deed, entry.about) for entry in AuditEntry.objects.all()] == [("lesson.completed", lesson)]


def test_the_last_module_ends_where_the_course_ends(client: Client, learner: User) -> None:
    course = build.course()
    first, last = (build.lesson(of=build.module(of=course)) for _module in range(2))

    assert client.post(at("complete", first))["Location"] == last.get_absolute_url()
    ended = client.post(at("complete", last), follow=True)

    assert ended.redirect_chain == [(course.get_absolute_url(), HTTPStatus.FOUND)]
    assert "You have read every lesson of the course. Well done!" in ended.text
    assert "2 of 2 lessons read" in ended.text


def test_ending_with_lessons_unread_says_so(client: Client, learner: User) -> None:
    module = build.module()
    build.lesson(of=module, title="The first")

    ended = client.post(at("complete", build.lesson(of=module)), follow=True)

    assert "That was the last lesson. Some before it are still unread." in ended.text
    assert "Go on: The first" in ended.text


def test_a_lesson_is_completed_once(client: Client, learner: User) -> None:
    lesson = build.lesson()
    client.post(at("complete", lesson))
    before = learner.participations.get().completed_at

    client.post(at("complete", lesson))

    assert learner.participations.get().completed_at == before
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("questions", [1, 5])
def test_a_lesson_asks_as_much_whatever_it_holds(
    client: Client, learner: User, django_assert_num_queries: DjangoAssertNumQueries, questions: int
) -> None:
    lesson = build.lesson()
    for _question in range(questions):
        services.answer(build.question(of=lesson), choice="Ask", by=learner)
        build.lesson(of=lesson.module)
    client.get(lesson.get_absolute_url())

    with django_assert_num_queries(6):  # user, lesson, her organisations, lessons, participations, questions
        client.get(lesson.get_absolute_url())
