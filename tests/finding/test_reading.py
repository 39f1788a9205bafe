"""How what somebody typed is read."""

import pytest

from assignments.finding.words.naming import regions, towns
from assignments.finding.words.reading import Reading, read
from portal.models import County, Municipality

pytestmark = pytest.mark.django_db


def words(reading: Reading) -> list[str]:
    return [term.typed for term in reading.terms]


def places(typed: str) -> list[tuple[str, str]]:
    return [(place.kind, place.label) for place in read(typed).places]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Besøksvenn", ["Besøksvenn"]),
        ("jeg vil gjerne besøke noen eldre", ["besøke", "eldre"]),
        ("kan eg hjelpa ungar med lekser", ["hjelpa", "ungar", "lekser"]),
        ("i want to help with homework", ["help", "homework"]),
        ("før skoletid", ["før", "skoletid"]),
        ("flyktning-guide", ["flyktning", "guide"]),
        ("jeg vil og skal", []),
        ("   ", []),
        ("🙂 & | ! ( ) : * <->", []),
    ],
)
def test_small_words_and_signs_are_left_out(typed: str, read_as: list[str]) -> None:
    assert words(read(typed)) == read_as


def test_a_phrase_stands_together_and_keeps_its_small_words() -> None:
    term = read("«på tur» hund").terms[0]

    assert (term.typed, term.any_of, term.word) == ("på tur", (("pa", "tur"),), None)


def test_a_word_with_a_minus_is_not_wanted_and_a_hyphen_is_no_minus() -> None:
    reading = read('hund -katt -"liten kanin" ad-hoc')

    assert reading.excluded == (("katt",), ("liten", "kanin"))
    assert words(reading) == ["hund", "ad", "hoc"]


def test_either_of_two_is_one_term() -> None:
    reading = read("hund eller katt tur")

    assert [term.any_of for term in reading.terms] == [(("hund",), ("katt",)), (("tur",),)]
    assert reading.neighbours == ()


def test_words_that_every_text_has_are_welcome_but_not_demanded_unless_alone() -> None:
    assert [term.is_weak for term in read("hjelpe eldre").terms] == [True, False]
    assert [term.is_weak for term in read("hjelpe").terms] == [False]


def test_neighbours_may_be_one_word_but_not_across_a_small_word() -> None:
    assert read("frivillig sentral vaffel").neighbours == (0, 1)
    assert read("mat til sentral").neighbours == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("leksehjelp Tromsø", [("kommune", "Tromsø")]),
        ("leksehjelp tromso", [("kommune", "Tromsø")]),
        ("leksehjelp i nord aurdal", [("kommune", "Nord-Aurdal")]),
        ("sor-varanger", [("kommune", "Sør-Varanger")]),
        ("Kárášjohka", [("kommune", "Karasjok")]),
        ("karasjohka", [("kommune", "Karasjok")]),
        ("kaivuono", [("kommune", "Kåfjord")]),
        ("møre og romsdal", [("fylke", "Møre og Romsdal")]),
        ("hund i Finnmárku", [("fylke", "Finnmark")]),
        ("herøy", [("kommune", "Herøy (Møre og Romsdal)"), ("kommune", "Herøy (Nordland)")]),
        ("oslo", [("kommune", "Oslo")]),
        ("Oslo eller Bergen", [("kommune", "Oslo"), ("kommune", "Bergen")]),
        ("har en time ledig", []),
        ("jeg bor på time", [("kommune", "Time")]),
        ("besøke noen i Time", [("kommune", "Time")]),
        ("Time", [("kommune", "Time")]),
        ("bø", [("kommune", "Bø")]),
        ("os", [("kommune", "Os")]),
        ("nes", [("kommune", "Nes")]),
        ("strand", []),
        ("time", []),
        ("gran", []),
        ("Strand rydding", []),
        ("rydde strand", []),
        ("rydde Strand", [("kommune", "Strand")]),
        ('"oslo"', []),
        ("-oslo", []),
    ],
)
def test_places_are_known_by_every_name(typed: str, found: list[tuple[str, str]]) -> None:
    assert sorted(places(typed)) == sorted(found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gamle folk", "eldre"), ("work from home", "hjemmefra"), ('"gamle folk"', "gamle folk")],
)
def test_two_words_may_mean_one(typed: str, meant: str) -> None:
    term = read(typed).terms[-1]

    assert " ".join(term.any_of[0]) == meant
    assert term.typed in typed


def test_a_place_is_taken_out_of_the_words_with_what_leads_to_it() -> None:
    reading = read("leksehjelp for barn i Nord-Aurdal")

    assert words(reading) == ["leksehjelp", "barn"]
    assert [place.words for place in reading.places] == ["i Nord-Aurdal"]


def test_taken_literally_a_place_is_a_word() -> None:
    reading = read("hund i Tromsø", is_literal=True)

    assert (words(reading), reading.places) == (["hund", "Tromsø"], ())


@pytest.mark.parametrize(
    ("typed", "is_unfinished"), [("bes", True), ("bes ", False), ("hund i Oslo", False), ('"bes"', False)]
)
def test_the_last_word_may_be_on_its_way(typed: str, is_unfinished: bool) -> None:
    assert read(typed).is_unfinished is is_unfinished


def test_no_more_is_read_than_somebody_means() -> None:
    reading = read(" ".join(f"ord{number}" for number in range(200)))

    assert len(reading.terms) == 12
    assert len(read("x" * 5000).terms[0].any_of[0][0]) == 40


@pytest.mark.parametrize(
    ("typed", "as_typed"),
    [
        ("leksehjelp i Nord-Aurdal", "i Nord-Aurdal"),
        ("leksehjelp i nærheten av Oslo", "Oslo"),
        ("besøksvenn Tromsø", "Tromsø"),
        ("Bergen: kor", "Bergen"),
    ],
)
def test_a_place_remembers_how_it_was_typed(typed: str, as_typed: str) -> None:
    assert [place.words for place in read(typed).places] == [as_typed]


def test_a_town_is_found_in_its_municipality() -> None:
    assert places("leksehjelp i Kirkenes") == [("kommune", "Kirkenes (Sør-Varanger)")]
    assert [place.number for place in read("mo i rana").places] == ["1833"]
    assert places("ski") == []
    assert places("bor i Ski") == [("kommune", "Ski (Nordre Follo)")]


@pytest.mark.parametrize(
    ("typed", "counties"),
    [
        ("hund i nord-norge", ["Nord-Norge (Finnmark)", "Nord-Norge (Nordland)", "Nord-Norge (Troms)"]),
        ("Sørlandet", ["Sørlandet (Agder)"]),
        ("midt norge", ["Midt-Norge (Møre og Romsdal)", "Midt-Norge (Trøndelag)"]),
        ("møre", ["Møre (Møre og Romsdal)"]),
        ("møre og romsdal", ["Møre og Romsdal"]),
    ],
)
def test_a_region_is_its_counties(typed: str, counties: list[str]) -> None:
    assert sorted(places(typed)) == [("fylke", county) for county in counties]


def test_every_region_is_of_counties_we_know() -> None:
    known = set(County.objects.values_list("name", flat=True))

    assert {county for _region, county in regions()} <= known
    assert {county for region, county in regions() if region == "Østlandet"} >= {"Oslo", "Innlandet"}


def test_every_town_is_in_a_municipality_we_know() -> None:
    known = set(Municipality.objects.values_list("label", flat=True))

    assert [town for town, label in towns() if label not in known] == []
    assert len(towns()) >= 90
