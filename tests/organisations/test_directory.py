import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db

URL = "/organisasjoner/"


def names(client: Client, **asked: str) -> list[str]:
    return [organisation.name for organisation in client.get(URL, asked).context["page"]]


@pytest.fixture
def three() -> None:
    make.organisation(name="Bergen turlag", municipality=make.municipality("4601"))
    make.organisation(name="Oslo turlag", number="923609016")
    make.organisation(name="Oslo kor", answer_rate=0.97, median_answer_hours=30)
    for status in ("draft", "submitted", "rejected", "suspended"):
        make.organisation(name=f"Not {status}", status=status)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Bergen turlag", "Oslo kor", "Oslo turlag"]),
        ({"q": "TURLAG"}, ["Bergen turlag", "Oslo turlag"]),
        ({"q": " oslo "}, ["Oslo kor", "Oslo turlag"]),
        ({"q": "923 609 016"}, ["Oslo turlag"]),
        ({"kommune": "4601"}, ["Bergen turlag"]),
        ({"q": "kor", "kommune": "4601"}, []),
        ({"q": "100%"}, []),
    ],
)
@pytest.mark.usefixtures("three")
def test_the_directory_finds_verified_organisations(
    client: Client, asked: dict[str, str], found: list[str]
) -> None:
    assert names(client, **asked) == found


@pytest.mark.parametrize("asked", [{"kommune": "x"}, {"q": "a\x00"}, {"side": "many"}, {"side": "-1"}])
@pytest.mark.usefixtures("three")
def test_nonsense_in_the_address_shows_the_directory(client: Client, asked: dict[str, str]) -> None:
    assert len(names(client, **asked)) == 3


@pytest.mark.usefixtures("three")
def test_a_card_tells_how_the_organisation_answers(client: Client) -> None:
    page = client.get(URL, {"q": "kor"}).text

    assert "Has answered 9 of 10, usually within 2 days" in page
    assert "1 organisation" in " ".join(page.split())


def test_nothing_found_leads_back_to_all(client: Client) -> None:
    page = client.get(URL, {"q": "xyz"}).text

    assert "No organisation fits this" in page
    assert 'href="/organisasjoner/"' in page


def test_the_next_page_keeps_the_question(client: Client) -> None:
    for number in range(21):
        make.organisation(name=f"Turlag {number:02}")

    page = client.get(URL, {"q": "turlag"})

    assert len(page.context["page"]) == 20
    assert 'href="?q=turlag&amp;side=2"' in page.text
    assert names(client, q="turlag", side="2") == ["Turlag 20"]


@pytest.mark.parametrize("number", [2, 20])
def test_the_directory_asks_the_database_as_often_for_two_as_for_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        make.organisation()

    with django_assert_num_queries(3):
        client.get(URL)
    assert Organisation.objects.count() == number
