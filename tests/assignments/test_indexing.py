"""What is published is found by its words, and nothing else is."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import now

from assignments import services, tasks
from assignments.language.stemming import stem
from assignments.models import Assignment, SearchText, Word
from assignments.services import indexing
from organisations.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db


def words_of(assignment: Assignment, field: str) -> str:
    return str(getattr(SearchText.objects.get(pk=assignment.pk), field))


def test_it_is_found_by_what_it_says_and_by_what_it_is_about_in_three_languages() -> None:
    assignment = make.assignment(title="Lær **bort** på Ås", activities=("leksehjelp",), groups=("barn",))

    assert words_of(assignment, "title") == "laer bort pa as"
    assert words_of(assignment, "about").endswith("leksehjelp homework help barn children")
    assert words_of(assignment, "body").endswith("sprak og laering language and learning fast")


def test_it_is_found_by_who_asks_and_by_every_name_of_the_place() -> None:
    organisation = make.organisation(name="Karasjok Røde Kors")
    assignment = make.assignment(organisation=organisation, municipality=make.municipality("5610"))

    assert words_of(assignment, "where").startswith(
        "karasjok rode kors karasjok karasjohka karasjok karasjohka"
    )
    assert words_of(assignment, "where").endswith("finnmark finnmarku finmarkku")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"slots": 1 << 20}, "fast sondag helg kveld"),
        (
            {"slots": 1 << 3 | 1 << 6, "rhythm": "once"},
            "engangs tirsdag onsdag hverdag dagtid morgen formiddag",
        ),
        ({"is_remote": True}, "fast hjemmefra digital digitalt nett"),
        ({}, "fast"),
    ],
)
def test_it_is_found_by_when_and_how_it_is_done(told: dict[str, Any], words: str) -> None:
    defaults: dict[str, Any] = {"slots": 0, "rhythm": "regular"}
    assignment = make.assignment(**defaults | told)

    assert words_of(assignment, "body").endswith(f" companionship {words}")


def test_the_marks_and_addresses_of_markdown_are_no_words() -> None:
    assignment = make.assignment(description="**Les** [mer](https://example.invalid/x_y) <b>nå</b>_no_")

    assert words_of(assignment, "body").startswith("les mer b na b no omsorg og sosialt fellesskap")


def test_what_is_published_is_found_and_what_is_taken_down_is_not() -> None:
    draft, moderator = make.draft(title="Besøksvenn"), make.user()
    draft.status = Assignment.Status.SUBMITTED
    draft.save()
    assert not SearchText.objects.exists()

    services.approve(draft, by=moderator, at=now())
    assert words_of(draft, "title") == "besoksvenn"

    draft.refresh_from_db()
    services.reject(draft, by=moderator, at=now(), reason="No.")
    assert not SearchText.objects.exists()


def test_an_edit_and_a_closing_are_seen_at_once() -> None:
    assignment = make.assignment()
    services.edit(assignment, by=make.user(), at=now(), title="Turvenn", slots=1)
    assert words_of(assignment, "title") == "turvenn"

    services.close(assignment, by=None, at=now())
    assert not SearchText.objects.exists()


def test_the_night_heals_what_others_have_changed() -> None:
    renamed, suspended = make.assignment(), make.assignment(title="Sykkeltur")
    Organisation.objects.filter(pk=renamed.organisation_id).update(name="Nytt navn")
    Organisation.objects.filter(pk=suspended.organisation_id).update(status="suspended")

    tasks.renew_search_texts()

    assert words_of(renamed, "where").startswith("nytt navn")
    assert not SearchText.objects.filter(pk=suspended.pk).exists()
    assert Word.objects.get(word="sykkeltur").texts == 0


def test_a_word_that_no_text_has_two_nights_in_a_row_is_forgotten() -> None:
    first, second = make.assignment(title="Sykkeltur"), make.assignment(title="Kanotur")
    for assignment in (first, second):
        services.close(assignment, by=None, at=now())
    tasks.renew_search_texts()
    make.assignment(title="Kanotur")
    tasks.renew_search_texts()

    found = Word.objects.filter(word__in=["sykkeltur", "kanotur"])
    assert list(found.values_list("word", "texts")) == [("kanotur", 1)]


def test_the_command_writes_only_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    make.assignment()
    SearchText.objects.filter(pk=make.assignment().pk).delete()

    call_command("rebuild_search")
    call_command("rebuild_search")

    assert capsys.readouterr().out == "1 search texts written.\n0 search texts written.\n"


def test_a_word_knows_its_parts_as_soon_as_they_are_known() -> None:
    make.assignment(title="Katteskribling")
    assert Word.objects.get(word="katteskribling").parts == []

    make.assignment(title="Skribling")
    tasks.renew_search_texts()

    assert Word.objects.get(word="katteskribling").parts == ["katt", "skribling"]
    assert Word.objects.get(word="skribling").texts == 1


def test_our_stemmer_is_that_of_the_database() -> None:
    make.assignment(description=INFLECTED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, stem FROM assignments_word")
        found = dict(cursor.fetchall())

    assert found == {word: stem(word) for word in found}


def test_a_text_without_words_is_kept_too() -> None:
    assignment = make.assignment(description="… 🙂 —", activities=())

    assert indexing.keep([assignment]) == 1
    assert words_of(assignment, "body") == "fast"


def test_no_vacuum_begins_while_many_texts_are_taken_in() -> None:
    with indexing.many_at_once(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT mode FROM pg_locks WHERE relation = 'assignments_searchtext'::regclass"
            " AND pid = pg_backend_pid()"
        )
        assert "ShareUpdateExclusiveLock" in {mode for (mode,) in cursor.fetchall()}


INFLECTED = """
    frivillig frivillige frivilligheten besok besoker besoksvenn lekser lekse eldre hjelpa unga ungar
    flyktninger arlig farlig trening barnas barnets kjoring aktiviteter vennene kafe kafeen kafeer matte
    hus huset husets kvalitetssikring arrangert arrangerte sendt prevt levd deilig vennlighetens
    nyhetene kulturelle bratte kirkens folks musikks sports ukers aars avhengighetslov hjertelig
    ensomhet lovverk ust a ab aba abs strs roverts fots
"""
