"""Which texts what is typed finds, and what is said about it."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assignments.finding.words.hits import Hits, hits
from assignments.finding.words.naming import names
from assignments.finding.words.reading import read
from assignments.finding.words.synonyms import listed
from assignments.models import Assignment
from tests import make

pytestmark = pytest.mark.django_db


def text(title: str, summary: str = "", description: str = "") -> Assignment:
    return make.assignment(title=title, summary=summary, description=description, activities=())


def found(typed: str) -> list[str]:
    """The titles that come, best first."""
    answer = hits(read(typed))
    keys = [int(answer.ids[i]) for i in (-answer.ranks).argsort(kind="stable")]
    titles = Assignment.objects.in_bulk(keys)
    return [titles[key].title for key in keys]


def test_the_title_says_more_than_the_summary_and_that_more_than_the_description() -> None:
    text("C", description="Katter bor her.")
    text("B", summary="Katter bor her.")
    text("Katter")

    assert found("katter") == ["Katter", "B", "C"]


def test_a_word_as_written_comes_before_its_forms_and_compounds_and_what_is_near() -> None:
    for title in ("Valp", "Hundelufting", "Hunder", "Hund"):
        text(title)

    assert found("hund") == ["Hund", "Hunder", "Hundelufting", "Valp"]


def test_ranks_are_between_nothing_and_one() -> None:
    text("Hund"), text("Hunder i byen", description="hund")
    ranks = hits(read("hund")).ranks

    assert 0 < ranks.min() < ranks.max() <= 1


def test_all_words_are_asked_for() -> None:
    text("Hund og katt"), text("Hund"), text("Katt")

    assert found("hund katt") == ["Hund og katt"]


def test_for_many_words_with_few_hits_those_that_lack_one_follow() -> None:
    text("Hund, katt og kanin"), text("Hund og katt"), text("Kanin")
    answer = hits(read("hund katt kanin"))

    assert found("hund katt kanin") == ["Hund, katt og kanin", "Hund og katt"]
    assert (answer.whole, answer.loosened.dropped) == (1, ())


def test_what_nothing_has_is_left_out_and_told() -> None:
    text("Hund")
    answer = hits(read("hund romskip"))

    assert found("hund romskip") == ["Hund"]
    assert (answer.loosened.dropped, answer.whole, bool(answer.loosened)) == (("romskip",), 0, True)


def test_of_what_cannot_be_had_together_that_which_says_most_is_kept() -> None:
    text("Hund"), text("Katt i huset på tur"), text("Huset på tur"), text("Tur i huset")
    answer = hits(read("hund huset tur"))

    assert found("hund huset tur") == ["Hund"]
    assert answer.loosened.dropped == ("huset", "tur")


def test_when_it_takes_place_is_found_after_what_says_so_itself() -> None:
    for title, slots in (("Kafé", 1 << 15), ("Laurdagskafé", 0), ("Kor", 1 << 2)):
        make.assignment(title=title, slots=slots, summary="", description="", activities=())

    assert found("lørdag") == ["Laurdagskafé", "Kafé"]
    assert found("i helga") == found("saturday morning") == ["Kafé"]


@pytest.mark.parametrize(
    "typed", ["hjemmefra", "heimefrå", "digitalt", "online", "på nett", "hjemmekontor", "from home", "remote"]
)
def test_what_can_be_done_from_home_is_found(typed: str) -> None:
    text("Besøke noen hjemme")
    make.assignment(title="Kasserer", is_remote=True, summary="", description="", activities=())

    assert found(typed) == ["Kasserer"]


def test_a_typing_error_is_read_as_what_was_meant_and_told() -> None:
    text("Besøksvenn"), text("Søndagsbesøk")
    answer = hits(read("besøksvnen"))

    assert found("besøksvnen") == ["Besøksvenn"]
    assert answer.loosened.corrected == (("besøksvnen", "besøksvenn"),)


def test_a_word_that_texts_have_is_never_corrected() -> None:
    text("Vest"), text("Fest")

    assert found("vest") == ["Vest"]
    assert not hits(read("vest")).loosened


def test_phrases_exclusions_and_alternatives() -> None:
    text("Gå på tur"), text("Tur, og gå hjem"), text("Katt")

    assert found("«på tur»") == ["Gå på tur"]
    assert sorted(found("tur -hjem")) == ["Gå på tur"]
    assert sorted(found("-tur")) == ["Katt"]
    assert sorted(found("«på tur» eller katt")) == ["Gå på tur", "Katt"]


def test_one_word_written_as_two_and_two_as_one() -> None:
    text("Frivilligsentralen"), text("Vafler i Lofoten")

    assert found("frivillig sentral") == ["Frivilligsentralen"]
    assert found("vaffel lofoten") == ["Vafler i Lofoten"]
    text("Hjelp med lekser")
    assert found("leksehjelp") == ["Hjelp med lekser"]


def test_of_a_long_word_that_nothing_has_the_part_that_is_known_is_left() -> None:
    text("Hunder")

    assert found("hundepass") == ["Hunder"]


def test_what_is_begun_is_found_while_one_types() -> None:
    text("Besøksvenn")

    assert found("bes") == ["Besøksvenn"]
    assert found("bes ") == []


def test_several_words_have_synonyms_too() -> None:
    text("Dugnad"), text("Stor innsats")

    assert "Dugnad" in found("frivillig innsats")


def test_the_words_to_mark_are_those_that_were_found() -> None:
    text("Hundelufting for hunder")

    assert {"hundelufting", "hunder"} <= hits(read("hund")).words


def test_there_are_enough_synonyms() -> None:
    groups = {frozenset(group) for group in listed().near.values()}

    assert len(groups) >= 60


@pytest.mark.parametrize(
    "typed", ["hund", "jeg vil gå tur med hunden din i skogen -katt", "xyzzy", '"på tur" besøksvnen']
)
def test_two_questions_are_enough_for_anything(typed: str) -> None:
    text("Hund")
    names()
    with CaptureQueriesContext(connection) as queries:
        hits(read(typed))

    assert len(queries) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "\x00hund\x00",
        "x" * 5000,
        "a & b | !c <-> (d) :* 'e' \\",
        "'; DROP TABLE assignments_word; --",
        "🙂🙂🙂",
        "og i på",
        "%_%",
        " ".join(["hund"] * 200),
        " ".join(f"ord{number}" for number in range(200)),
        '"' * 50,
        "-" * 50,
        "«»",
        "12345 67",
        "Ω≈ç√∫ 北京 привет",
        "e\u0301" * 300,
    ],
)
def test_nothing_typed_is_an_error_or_slow(typed: str) -> None:
    text("Hund")
    began = time.perf_counter()

    answer: Hits = hits(read(typed))

    assert len(answer.ids) == len(answer.ranks)
    assert time.perf_counter() - began < 0.5
