"""What a published assignment is found by: kept in step with it, and rebuilt by a command."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import batched, chain
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Prefetch

from assignments.language.compounds import parts, places_to_split
from assignments.language.folding import LONGEST, fold, spelled
from assignments.language.occasions import occasion
from assignments.language.stemming import stem
from assignments.models import Assignment, SearchText, Word
from portal.models import Activity
from portal.models.topics import Named

FIELDS = ("title", "about", "where", "body")
READ = (
    *("title", "summary", "description", "gives", "organisation__name", "slots", "is_remote", "rhythm"),
    *(f"municipality__{name}" for name in ("name", "official_name", "name_sami", "name_kven")),
    *(f"municipality__county__{name}" for name in ("name", "name_sami", "name_kven")),
)
BATCH = 1000
SHORTEST = 2
BY_ITSELF = 4


class Said(NamedTuple):
    """A search text, and its words as they are written, by how they are folded."""

    text: SearchText
    written: dict[str, str]


@transaction.atomic
def keep(assignments: Iterable[Assignment | int]) -> int:
    """Write what these are found by, if they are published; else nothing. Answer with how many are."""
    keys = [one if isinstance(one, int) else one.pk for one in assignments]
    said = [said_of(assignment) for assignment in _readable(keys)]
    SearchText.objects.filter(pk__in=set(keys) - {one.text.pk for one in said}).delete()
    _write(said)
    return len(said)


def rebuild() -> Iterator[int]:
    """Make all search texts anew that differ from what they should be, and count the words again."""
    SearchText.objects.exclude(assignment__in=Assignment.objects.published()).delete()
    published = Assignment.objects.published().order_by("pk").values_list("pk", flat=True)
    for keys in batched(list(published), BATCH):
        with transaction.atomic():
            yield _write(_differing([said_of(assignment) for assignment in _readable(keys)]))
    recount()


@transaction.atomic
def recount() -> None:
    """See in how many texts each word is now, and its parts. What none has for the second time is forgotten.

    (The first time, a text that is published at this moment may be about to have it.)
    """
    counts: Counter[str] = Counter()
    for texts in SearchText.objects.values_list(*FIELDS).iterator(chunk_size=BATCH):
        counts.update({word for text in texts for word in text.split()})
    Word.objects.filter(texts=0).exclude(word__in=counts).delete()
    stems = {stem(word) for word in counts if len(word) >= BY_ITSELF}
    changed = []
    for word in Word.objects.all():
        now = (counts[word.word], sorted(parts(word.word, stems)))
        if now != (word.texts, word.parts):
            word.texts, word.parts = now
            changed.append(word)
    Word.objects.bulk_update(changed, ["texts", "parts"], batch_size=BATCH)


@contextmanager
def many_at_once() -> Iterator[None]:
    """Let the index take in texts by the thousand: four times as fast, in one transaction.

    No vacuum may begin meanwhile: it would wait for the index, and an ANALYZE after this for the vacuum.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE assignments_searchtext IN SHARE UPDATE EXCLUSIVE MODE")
        cursor.execute("ALTER INDEX search_text_stems SET (fastupdate = on)")
        yield
        cursor.execute("SELECT gin_clean_pending_list('search_text_stems')")
        cursor.execute("ALTER INDEX search_text_stems SET (fastupdate = off)")


def said_of(assignment: Assignment) -> Said:
    """The words of what is asked, about what, by whom, where, and of the rest: a topic is too wide,
    and when it is done says less than what is done.
    """
    activities = assignment.activities.all()
    told = {
        "title": [assignment.title],
        "about": [assignment.summary, *_named(activities), *_named(assignment.groups.all())],
        "where": _places(assignment),
        "body": [
            assignment.description,
            assignment.gives,
            *_named(activity.topic for activity in activities),
            occasion(slots=assignment.slots, is_remote=assignment.is_remote, rhythm=assignment.rhythm),
        ],
    }
    written: dict[str, str] = {}
    texts = {}
    for field, texts_of_it in told.items():
        found = [(fold(word)[:LONGEST], word) for word in spelled("\n".join(texts_of_it))]
        texts[field] = " ".join(folded for folded, _word in found)
        written |= {folded: word.lower()[:LONGEST] for folded, word in found if len(folded) >= SHORTEST}
    return Said(SearchText(assignment_id=assignment.pk, **texts), written)


def _readable(keys: Iterable[int]) -> Iterable[Assignment]:
    """The published ones among these, with all that they are found by."""
    activities = Activity.objects.select_related("topic")
    return (
        Assignment.objects.published()
        .filter(pk__in=keys)
        .select_related("organisation", "municipality__county")
        .prefetch_related("groups", Prefetch("activities", activities))
        .only(*READ)
    )


def _named(things: Iterable[Named]) -> Iterator[str]:
    """Their names in every language: «homework» finds «leksehjelp»."""
    for one in dict.fromkeys(things):
        yield from dict.fromkeys([one.name_nb, one.name_nn, one.name_en])


def _places(assignment: Assignment) -> list[str]:
    place, county = assignment.municipality, assignment.municipality.county
    names = [place.name, place.official_name, place.name_sami, place.name_kven]
    names += [county.name, county.name_sami, county.name_kven]
    return list(dict.fromkeys([assignment.organisation.name, *names]))


def _write(said: list[Said]) -> int:
    if said:
        SearchText.objects.bulk_create(
            [one.text for one in said],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["assignment"],
            update_fields=FIELDS,
        )
        _learn(said)
    return len(said)


def _differing(said: list[Said]) -> list[Said]:
    kept = SearchText.objects.filter(pk__in=[one.text.pk for one in said]).values_list("pk", *FIELDS)
    texts = {pk: tuple(written) for pk, *written in kept}
    return [
        one for one in said if texts.get(one.text.pk) != tuple(getattr(one.text, field) for field in FIELDS)
    ]


def _learn(said: list[Said]) -> None:
    """Add words no text held before, each with its parts; in one order, so that two writers never block."""
    counts = Counter(chain.from_iterable(one.written for one in said))
    written = {folded: word for one in said for folded, word in one.written.items()}
    Word.objects.filter(word__in=counts, texts=0).update(texts=1)
    new = sorted(counts.keys() - set(Word.objects.filter(word__in=counts).values_list("word", flat=True)))
    stems = _known_stems(new) | {stem(word) for word in counts if len(word) >= BY_ITSELF}
    rows = [
        Word(word=word, written=written[word], parts=sorted(parts(word, stems)), texts=counts[word])
        for word in new
    ]
    Word.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _known_stems(new: Iterable[str]) -> set[str]:
    """The stems we have already, of all that the new words may be put together of."""
    halves = {half for word in new for split in places_to_split(word) for half in split}
    asked = {stem(half) for half in halves} | {stem(half[:-1]) for half in halves if half.endswith("s")}
    found = Word.objects.filter(stem__in=asked, word__regex=f"^.{{{BY_ITSELF}}}")
    return set(found.values_list("stem", flat=True))
