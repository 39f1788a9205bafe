"""How the list tells what it made of the words that were typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db
LIST = reverse("finding:assignments")


@pytest.fixture(autouse=True)
def market() -> None:
    tromso = make.municipality("5501")
    make.assignment(title="Leksehjelp på biblioteket", municipality=tromso)
    make.assignment(title="Leksehjelp i Oslo")
    make.assignment(title="Besøksvenn", summary="Drikk kaffe <b>sammen</b>.", municipality=tromso)


def titles(client: Client, **asked: Any) -> list[str]:
    return [hit.assignment.title for hit in client.get(LIST, asked).context["page"]]


def test_a_place_among_the_words_is_a_filter(client: Client) -> None:
    assert titles(client, q="leksehjelp tromsø") == ["Leksehjelp på biblioteket"]
    assert (
        titles(client, q="leksehjelp romsa", sorter="naermest", km="2000")[0] == "Leksehjelp på biblioteket"
    )


def test_a_place_among_the_words_can_be_taken_off_or_searched_for_as_a_word(client: Client) -> None:
    page = client.get(LIST, {"q": "leksehjelp Tromsø"})

    chips = [(chip.label, chip.query) for chip in page.context["found"].filter.chips]
    assert chips == [("«leksehjelp»", "q=Troms%C3%B8"), ("Tromsø", "q=leksehjelp")]
    assert "We read «Tromsø» as the place Tromsø." in page.text
    assert "?q=leksehjelp+Troms%C3%B8&amp;ordrett=ja" in page.text


def test_a_place_alone_is_the_municipality(client: Client) -> None:
    assert sorted(titles(client, q="Tromsø")) == ["Besøksvenn", "Leksehjelp på biblioteket"]


def test_what_was_searched_for_is_marked_and_all_else_is_escaped(client: Client) -> None:
    page = client.get(LIST, {"q": "kaffe"}).text

    assert "Drikk <mark>kaffe</mark> &lt;b&gt;sammen&lt;/b&gt;." in page


def test_a_word_that_was_misspelt_is_found_and_said(client: Client) -> None:
    page = client.get(LIST, {"q": "leksehjepl"}).text

    assert "Nothing has the word «leksehjepl». We searched for «leksehjelp»." in page
    assert "<mark>Leksehjelp</mark>" in page


def test_words_that_nothing_has_together_are_left_out_and_said(client: Client) -> None:
    page = client.get(LIST, {"q": "leksehjelp xylofonorkester"}).text

    assert "Nothing has all of the words, so we left out «xylofonorkester»." in page
    assert "<mark>Leksehjelp</mark>" in page


def test_nothing_in_one_place_says_how_much_there_is_elsewhere(client: Client) -> None:
    page = client.get(LIST, {"q": "leksehjelp vardø"})

    assert "Within 500 km (1)" in page.text
    assert "Without: Vardø (2)" in page.text
    assert "<mark>Leksehjelp</mark> på biblioteket" in page.text
