import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations.courses import services
from organisations.courses.models import Course, Lesson
from tests import make
from tests.courses import build

pytestmark = pytest.mark.django_db

OVERVIEW = "/kurs/"


def test_everyone_sees_what_courses_there_are(client: Client) -> None:
    module = build.module(of=build.course(title="Recruiting", summary="Find more people."))
    build.lesson(of=module, minutes=20)
    build.lesson(of=module, minutes=15)

    page = client.get(OVERVIEW).text

    assert "Recruiting" in page
    assert "Find more people." in page
    assert "2 lessons" in page
    assert "about 35 minutes" in page


def test_everyone_sees_what_a_course_holds(client: Client) -> None:
    course = build.course(description="You learn\n\n- to ask")
    build.lesson(of=build.module(of=course, title="Who is missing"), title="The neighbour")

    page = client.get(course.get_absolute_url()).text

    assert "<li>to ask</li>" in page
    assert "Module 1: Who is missing" in page
    assert "The neighbour" in page
    assert reverse("organisations:register") in page


def test_a_course_that_is_not_published_does_not_exist(client: Client) -> None:
    lesson = build.lesson(of=build.module(of=build.course(published_at=None, title="Secret")))
    client.force_login(build.learner())

    assert "Secret" not in client.get(OVERVIEW).text
    assert client.get(lesson.module.course.get_absolute_url()).status_code == 404
    assert client.get(lesson.get_absolute_url()).status_code == 404


def test_a_course_without_lessons_is_not_listed_and_its_page_is_whole(client: Client) -> None:
    course = build.course(title="Nothing yet")

    assert "Nothing yet" not in client.get(OVERVIEW).text
    assert client.get(course.get_absolute_url()).status_code == 200


def test_the_overview_without_courses_says_so(client: Client) -> None:
    assert "No course is open yet" in client.get(OVERVIEW).text


def test_lessons_stand_in_the_order_of_modules_and_numbers(client: Client) -> None:
    course = build.course()
    second = build.module(of=course, number=2)
    first = build.module(of=course, number=1)
    build.lesson(of=second, title="Third")
    build.lesson(of=first, title="Second", number=2)
    build.lesson(of=first, title="First", number=1, slug="first")

    page = client.get(course.get_absolute_url()).text

    assert page.index("First") < page.index("Second") < page.index("Third")


def test_a_course_begins_with_its_first_lesson(client: Client) -> None:
    lesson = build.lesson()
    client.force_login(build.learner())

    page = client.get(lesson.module.course.get_absolute_url()).text

    assert "Start the course" in page
    assert f'href="{lesson.get_absolute_url()}"' in page


def test_a_course_goes_on_where_she_left(client: Client) -> None:
    module = build.module()
    build.lesson(of=module)
    left = build.lesson(of=module, title="The talk")
    learner = build.learner()
    services.start(left, by=learner)
    client.force_login(learner)

    page = client.get(module.course.get_absolute_url()).text

    assert "Go on: The talk" in page
    assert "0 of 2 lessons read" in page


@pytest.mark.parametrize("lessons", [1, 6])
def test_the_overview_asks_as_much_whatever_it_shows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, lessons: int
) -> None:
    for _course in range(lessons):
        module = build.module()
        for _lesson in range(lessons):
            build.lesson(of=module)

    with django_assert_num_queries(1):
        client.get(OVERVIEW)


@pytest.mark.parametrize("lessons", [1, 6])
def test_a_course_asks_as_much_whatever_it_holds(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, lessons: int
) -> None:
    course = build.course()
    for number in range(lessons):
        build.lesson(of=build.module(of=course, number=number))
    learner = build.learner()
    client.force_login(learner)
    services.start(Lesson.objects.in_order()[0], by=learner)

    with django_assert_num_queries(5):  # user, course, lessons, her participations, her organisations
        client.get(course.get_absolute_url())


def test_somebody_elses_progress_is_not_shown(client: Client) -> None:
    lesson = build.lesson()
    services.start(lesson, by=build.learner())
    client.force_login(build.learner())

    assert "Start the course" in client.get(Course.objects.get().get_absolute_url()).text


def test_a_volunteer_may_look_but_is_shown_the_way_to_register(client: Client) -> None:
    lesson = build.lesson()
    client.force_login(make.user())

    page = client.get(lesson.module.course.get_absolute_url()).text

    assert "Start the course" not in page
    assert reverse("organisations:register") in page
    assert lesson.get_absolute_url() not in page
