"""How well search serves people: queries as they type them, judged by hand, in a small country."""

from statistics import mean

import pytest

from assignments.finding.words.hits import hits
from assignments.finding.words.reading import read
from tests import make
from tests.finding.relevance.country import AMONG, Country, pairs, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def country() -> Country:
    return Country()


def test_people_find_what_they_mean_first(country: Country) -> None:
    judged = [query for query in queries() if query.first]
    scores = {query.typed: query.ndcg(country.found(query.typed)) for query in judged}

    assert len(country.names) >= 90
    assert len(scores) >= 60
    assert mean(scores.values()) >= 0.9, sorted(scores.items(), key=lambda item: item[1])[:10]


def test_nobody_who_could_find_something_finds_nothing(country: Country) -> None:
    assert [query.typed for query in queries() if query.first and not country.found(query.typed)] == []


def test_what_must_not_come_does_not(country: Country) -> None:
    found = {query.typed: query.bad.intersection(country.found(query.typed)[:AMONG]) for query in queries()}

    assert {typed: bad for typed, bad in found.items() if bad} == {}


def found_of(name: str) -> dict[tuple[str, str], bool]:
    """For each pair of the file, whether what is typed finds a text that has the word."""
    asked = pairs(name)
    organisation = make.organisation(name="Foreningen")
    texts = {
        word: make.assignment(
            organisation=organisation, title=word, summary="", description="", activities=()
        )
        for word in dict.fromkeys(word for _typed, word in asked)
    }
    keys = {
        typed: set(hits(read(f"{typed} ")).ids.tolist()) for typed in dict.fromkeys(one[0] for one in asked)
    }
    return {(typed, word): texts[word].pk in keys[typed] for typed, word in asked}


def test_words_are_found_in_all_their_forms() -> None:
    found = found_of("found.txt")
    missed = [pair for pair, is_found in found.items() if not is_found]

    assert len(found) >= 60
    assert len(missed) / len(found) <= 0.05, missed


def test_words_that_only_look_alike_are_kept_out() -> None:
    found = found_of("noise.txt")
    wrong = [pair for pair, is_found in found.items() if is_found]

    assert len(found) >= 60
    assert len(wrong) / len(found) <= 0.05, wrong
