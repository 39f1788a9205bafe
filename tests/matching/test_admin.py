"""What those who run the portal read of applications, digests and volunteers."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import Application, Digest, Suggestion
from tests import make

pytestmark = pytest.mark.django_db
LISTS = ("matching/application", "matching/digest", "matching/suggestion", "volunteers/volunteer")


@pytest.fixture
def superuser(client: Client) -> Client:
    make.sign_in(client, make.moderator(is_superuser=True))
    return client


def something() -> Application:
    """An application that was answered, and a digest with a suggestion."""
    she = make.volunteer(user=make.user(name="Ida Moe"), birth_year=1961)
    made = make.application(volunteer=she, status="accepted", answered_at=timezone.now(), message="Her words")
    digest = Digest.objects.create(volunteer=she, week=date(2026, 11, 16), model_version="1")
    facts = {"volunteer": she, "assignment": made.assignment, "reasons": ["8 km from you"]}
    Suggestion.objects.create(digest=digest, position=1, **facts)
    return made


@pytest.mark.parametrize(("page", "questions"), list(zip(LISTS, (7, 6, 5, 6), strict=True)))
def test_a_list_is_searched_with_as_many_questions_for_many_as_for_one(
    superuser: Client, django_assert_num_queries: DjangoAssertNumQueries, page: str, questions: int
) -> None:
    something()
    superuser.get(f"/admin/{page}/")
    for found in (1, 2):
        with django_assert_num_queries(questions):
            assert superuser.get(f"/admin/{page}/?q=moe").context["cl"].result_count == found
        something()


def test_an_application_is_read_and_never_changed(superuser: Client) -> None:
    made = something()
    address = f"/admin/matching/application/{made.pk}/change/"

    assert "Her words" in superuser.get(address).text
    assert superuser.post(address, {"status": "declined"}).status_code == 403
    assert superuser.post(f"/admin/matching/application/{made.pk}/delete/").status_code == 403
    assert Application.objects.accepted().get() == made


def test_a_digest_shows_what_it_suggested_and_why(superuser: Client) -> None:
    something()
    text = superuser.get(f"/admin/matching/digest/{Digest.objects.get().pk}/change/").text

    assert "8 km from you" in text


@pytest.mark.parametrize("page", LISTS)
def test_people_are_none_of_a_moderators_business(moderator_client: Client, page: str) -> None:
    assert moderator_client.get(f"/admin/{page}/").status_code == 403


def test_nobody_reads_a_birth_year(superuser: Client) -> None:
    made = something()

    assert "1961" not in superuser.get(f"/admin/volunteers/volunteer/{made.volunteer_id}/change/").text
