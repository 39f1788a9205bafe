from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.courses import services
from organisations.courses.models import Lesson, Question
from tests import make
from tests.courses import build

pytestmark = pytest.mark.django_db

QUESTION = {
    "questions-0-number": 1,
    "questions-0-text": "What first?",
    "questions-0-why": "Nobody else will.",
}


@pytest.fixture
def moderator(client: Client) -> Client:
    """A moderator with a second factor, signed in."""
    make.sign_in(client, make.moderator())
    return client


def save(moderator: Client, lesson: Lesson, **more: Any) -> str:
    """Save a lesson as its admin page does, and tell what the moderator sees then."""
    fields = ("module_id", "number", "slug", "title", "summary", "minutes", "text", "checklist")
    data = {field.removesuffix("_id"): getattr(lesson, field) for field in fields}
    form = {"questions-TOTAL_FORMS": 1, "questions-INITIAL_FORMS": 0} | QUESTION
    url = reverse("admin:courses_lesson_change", args=[lesson.pk])
    return moderator.post(url, data | form | more, follow=True).text


def test_a_moderator_writes_a_question(moderator: Client) -> None:
    lesson = build.lesson()
    form = {"questions-0-choices": "Wait\r\nAsk", "questions-0-right_line": 2}

    save(moderator, lesson, title="The neighbour", **form)

    assert Lesson.objects.get().title == "The neighbour"
    assert Question.objects.get().right == "Ask"


def test_a_question_without_its_right_answer_is_told_to_the_moderator(moderator: Client) -> None:
    page = save(
        moderator, build.lesson(), **{"questions-0-choices": "Wait\r\nAsk", "questions-0-right_line": 3}
    )

    assert "There is no line with this number above." in page
    assert not Question.objects.exists()


def test_a_moderator_sees_how_many_have_come_how_far(moderator: Client) -> None:
    lesson = build.lesson(title="The neighbour")
    services.start(lesson, by=build.learner())
    services.complete(lesson, by=build.learner(), at=timezone.now())

    page = moderator.get(reverse("admin:courses_lesson_changelist"), {"q": "neighbour"}).text

    assert '<td class="field-started">2</td>' in page
    assert '<td class="field-completed">1</td>' in page


def test_a_moderator_finds_a_course_with_its_modules(moderator: Client) -> None:
    module = build.module(title="Who is missing")

    page = moderator.get(reverse("admin:courses_course_change", args=[module.course_id])).text

    assert "Who is missing" in page


def test_a_moderator_has_room_to_write(moderator: Client) -> None:
    page = moderator.get(reverse("admin:courses_lesson_change", args=[build.lesson().pk])).text

    assert 'class="vLargeTextField"' in page
