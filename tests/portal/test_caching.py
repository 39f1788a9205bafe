"""What is kept between visits, and that nothing leaks from one person to another by it."""

import gzip
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import get_nonce
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from assignments.models import Assignment
from portal.caching import public
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/oppdrag/"
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def assignment() -> Assignment:
    return make.assignment(title="Walk with Åse")


@pytest.fixture(params=["front", "list", "search", "map", "assignment", "directory", "organisation"])
def address(request: pytest.FixtureRequest, assignment: Assignment) -> str:
    """Each page that may be kept."""
    return {
        "front": "/",
        "list": LIST,
        "search": f"{LIST}?q=walk&sorter=nyest",
        "map": "/oppdrag/kart/?type=oppdrag",
        "assignment": assignment.get_absolute_url(),
        "directory": "/organisasjoner/",
        "organisation": assignment.organisation.get_absolute_url(),
    }[str(request.param)]


def test_a_second_visitor_gets_the_page_that_was_kept(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = Client().get(address)
    with django_assert_num_queries(0):
        second = Client().get(address)

    assert second.content == first.content
    assert re.fullmatch(r"public, max-age=[36]0", first["Cache-Control"])
    assert {"Cookie", "Accept-Language", "Accept-Encoding"} <= set(second["Vary"].split(", "))


def test_a_page_for_everybody_brings_no_cookie_and_no_token(address: str) -> None:
    page = Client().get(address)

    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.text
    assert not page.context["request"].session.accessed or page.context["request"].session.is_empty()


def test_who_is_signed_in_never_gets_the_page_of_a_visitor_nor_leaves_one(address: str) -> None:
    visitor, reader = Client(), Client()
    reader.force_login(make.user(name="Åse Berg"))

    before = visitor.get(address)
    inside = reader.get(address)
    after = Client().get(address)

    assert "Sign out" in inside.text
    assert "Sign out" not in before.text + after.text
    assert inside["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert not inside.has_header("ETag")


def test_a_page_seen_first_by_somebody_signed_in_is_not_kept(address: str) -> None:
    reader = Client()
    reader.force_login(make.user())
    reader.get(address)

    assert "Sign out" not in Client().get(address).text


def test_a_visitor_who_signs_in_and_out_sees_each_page_as_it_is(client: Client, address: str) -> None:
    assert "Sign in" in client.get(address).text
    client.force_login(make.user())
    assert "Sign out" in client.get(address).text
    client.post(reverse("account_logout"))
    assert "You have signed out" in client.get(address).text
    assert "You have signed out" not in client.get(address).text
    assert "You have signed out" not in Client().get(address).text


def test_a_draft_is_seen_by_its_coordinator_and_stays_unknown_to_others(assignment: Assignment) -> None:
    owner = Client()
    owner.force_login(make.coordinator(of=assignment.organisation).user)
    draft = make.draft(organisation=assignment.organisation).get_absolute_url()

    assert Client().get(draft).status_code == 404
    assert owner.get(draft).status_code == 200
    assert Client().get(draft).status_code == 404
    assert owner.get(draft).status_code == 200


def test_what_is_not_there_is_not_kept(assignment: Assignment) -> None:
    draft = make.draft()
    missing = Client().get(draft.get_absolute_url())
    assert "no-store" in missing["Cache-Control"]

    draft.status = Assignment.Status.PUBLISHED
    draft.published_at = timezone.now()
    draft.apply_by = assignment.apply_by
    draft.save()

    assert Client().get(draft.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("say", ["cookie", "header"])
def test_no_language_gets_the_page_of_another(address: str, say: str) -> None:
    for language in ("nb", "nn", "en", "nb", "nn", "en"):
        client = Client(headers={"Accept-Language": language} if say == "header" else {})
        if say == "cookie":
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        assert f'<html lang="{language}"' in client.get(address).text


def test_the_language_is_chosen_without_a_token(assignment: Assignment) -> None:
    client = Client(enforce_csrf_checks=True)
    chosen = client.post(reverse("set_language"), {"language": "nn", "next": LIST}, follow=True)

    assert '<html lang="nn"' in chosen.text


@pytest.mark.parametrize("whole_first", [True, False])
def test_a_fragment_is_never_given_for_a_page_nor_a_page_for_a_fragment(
    assignment: Assignment, whole_first: bool
) -> None:
    for is_whole in (whole_first, not whole_first, whole_first, not whole_first):
        answer = Client().get(LIST, headers={} if is_whole else FRAGMENT)
        assert ("<html" in answer.text) is is_whole
        assert answer.has_header("HX-Push-Url") is not is_whole


def test_only_the_head_is_asked_for(address: str) -> None:
    head = Client().head(address)
    page = Client().get(address)
    again = Client().head(address)

    assert (head.status_code, again.status_code, head.content, again.content) == (200, 200, b"", b"")
    assert "<html" in page.text


def test_a_page_that_has_not_changed_is_not_sent_again(address: str) -> None:
    etag = Client().get(address)["ETag"]
    same = Client().get(address, headers={"If-None-Match": etag})
    caches["pages"].clear()
    made_anew = Client().get(address, headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})
    changed = Client().get(address, headers={"If-None-Match": '"other"'})

    assert (same.status_code, made_anew.status_code, changed.status_code) == (304, 304, 200)
    assert same.content == b""


def test_a_new_assignment_is_seen_when_the_time_is_up(assignment: Assignment, client: Client) -> None:
    client.get(LIST)
    make.assignment(title="Quite new")
    assert "Quite new" not in client.get(LIST).text
    kept = client.get(LIST)
    caches["pages"].clear()

    assert int(kept["Age"]) < 30
    assert "Quite new" in client.get(LIST).text


def test_a_very_long_question_is_answered_and_not_kept(assignment: Assignment) -> None:
    page = Client().get(LIST, {"utm_source": "x" * 500})

    assert "Walk with Åse" in page.text
    assert "no-store" in page["Cache-Control"]
    assert "no-store" in Client().get(LIST, {"utm_source": "x" * 500})["Cache-Control"]


def nobody_answers(settings: Settings) -> None:
    settings.CACHES = settings.CACHES | {
        "pages": settings.CACHES["pages"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }


def test_pages_are_made_while_the_cache_is_gone(settings: Settings, address: str) -> None:
    reader = Client()
    reader.force_login(make.user())
    nobody_answers(settings)

    assert [Client().get(address).status_code for _ in range(2)] == [200, 200]
    assert "Sign out" in reader.get(address).text


def with_a_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def with_a_message(request: HttpRequest) -> HttpResponse:
    messages.info(request, "Only for you.")
    return HttpResponse()


def with_a_cookie(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse()
    answer.set_cookie("mine", "1")
    return answer


def with_a_session(request: HttpRequest) -> HttpResponse:
    request.session["mine"] = 1
    return HttpResponse()


def with_a_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(get_nonce(request)))


def with_nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the same for all")


PERSONAL = (with_a_token, with_a_message, with_a_cookie, with_a_session, with_a_nonce)
urlpatterns = [
    path(view.__name__, login_not_required(public(60)(view))) for view in (*PERSONAL, with_nothing)
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("view", [view.__name__ for view in PERSONAL])
def test_what_is_personal_is_not_kept_even_when_said_to_be_public(view: str) -> None:
    answers = [Client().get(f"/{view}") for _ in range(2)]

    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert not any(answer.has_header("Age") for answer in answers)


@pytest.mark.urls(__name__)
def test_cookies_that_say_nothing_of_a_person_do_not_multiply_what_is_kept() -> None:
    for number in range(3):
        client = Client()
        client.cookies["csrftoken"] = f"{number:032d}"
        client.get("/with_nothing")

    assert client.get("/with_nothing").has_header("Age")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("header", ["Authorization", "Cookie"])
def test_who_shows_a_key_is_not_answered_from_what_is_kept(header: str) -> None:
    Client().get("/with_nothing")
    key = {"Authorization": "Bearer x", "Cookie": "sessionid=x"}[header]

    assert not Client().get("/with_nothing", headers={header: key}).has_header("Age")


@pytest.mark.parametrize("name", ["account_login", "account_signup", "matching:my_page"])
def test_no_other_page_is_kept_by_anybody(client: Client, name: str) -> None:
    client.force_login(make.user()) if name == "matching:my_page" else None

    assert "no-store" in client.get(reverse(name))["Cache-Control"]


def test_pages_are_sent_compressed(client: Client) -> None:
    page = client.get("/om/", headers={"Accept-Encoding": "gzip, br"})

    assert page["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(page.content)


def test_a_step_of_one_reader_is_not_given_to_another_who_is_still_typing(assignment: Assignment) -> None:
    def part(before: str) -> Any:
        headers = FRAGMENT | {"HX-Current-URL": f"http://testserver{LIST}{before}"}
        return Client().get(LIST, {"q": "walk"}, headers=headers)

    assert part("").has_header("HX-Push-Url")
    assert part("?q=wal").has_header("HX-Replace-Url")
    assert part("").has_header("HX-Push-Url")
