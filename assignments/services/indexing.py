"""What a published assignment is found by: kept in step with it, and rebuilt by a command."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import batched, chain

from django.db import transaction
from django.db.models import Prefetch

from assignments.language.compounds import parts, places_to_split
from assignments.language.folding import words
from assignments.language.stemming import stem
from assignments.models import Assignment, SearchText, Word
from portal.models import Activity
from portal.models.topics import Named

FIELDS = ("title", "about", "where", "body")
BATCH = 1000
SHORTEST = 2


@transaction.atomic
def keep(assignments: Iterable[Assignment | int]) -> int:
    """Write what these are found by, if they are published; else nothing. Answer with how many are."""
    keys = [one if isinstance(one, int) else one.pk for one in assignments]
    texts = [text_of(assignment) for assignment in _readable(keys)]
    SearchText.objects.filter(pk__in=set(keys) - {text.pk for text in texts}).delete()
    if texts:
        SearchText.objects.bulk_create(
            texts, batch_size=BATCH, update_conflicts=True, unique_fields=["assignment"], update_fields=FIELDS
        )
        _learn(counted(texts))
    return len(texts)


def rebuild() -> Iterator[int]:
    """Make all search texts anew where they differ from what they should be, and count the words again."""
    SearchText.objects.exclude(assignment__in=Assignment.objects.published()).delete()
    published = Assignment.objects.published().order_by("pk").values_list("pk", flat=True)
    counts: Counter[str] = Counter()
    for keys in batched(list(published), BATCH):
        texts = [text_of(assignment) for assignment in _readable(keys)]
        counts += counted(texts)
        yield _renew(texts)
    _recount(counts)


def text_of(assignment: Assignment) -> SearchText:
    """The words of what is asked, about what, by whom, where, and of the rest."""
    told = {
        "title": [assignment.title],
        "about": [assignment.summary, *_names(assignment)],
        "where": _places(assignment),
        "body": [assignment.description, assignment.gives],
    }
    texts = {field: " ".join(words("\n".join(said))) for field, said in told.items()}
    return SearchText(assignment=assignment, **texts)


def counted(texts: Iterable[SearchText]) -> Counter[str]:
    """In how many of the texts each word stands."""
    each = ({word for field in FIELDS for word in getattr(text, field).split()} for text in texts)
    return Counter(word for word in chain.from_iterable(each) if len(word) >= SHORTEST)


def _readable(keys: Iterable[int]) -> list[Assignment]:
    """The published ones among these, with all that they are found by."""
    return list(
        Assignment.objects.published()
        .filter(pk__in=keys)
        .select_related("organisation", "municipality__county")
        .prefetch_related("groups", Prefetch("activities", Activity.objects.select_related("topic")))
        .only(
            "title",
            "summary",
            "description",
            "gives",
            "organisation__name",
            "municipality__name",
            "municipality__official_name",
            "municipality__name_sami",
            "municipality__name_kven",
            "municipality__county__name",
            "municipality__county__name_sami",
            "municipality__county__name_kven",
        )
    )


def _names(assignment: Assignment) -> Iterator[str]:
    """What it is about and whom it helps, in every language: «homework» finds «leksehjelp»."""
    activities = list(assignment.activities.all())
    named: dict[Named, None] = dict.fromkeys([*activities, *(one.topic for one in activities)])
    for one in [*named, *assignment.groups.all()]:
        yield from dict.fromkeys([one.name_nb, one.name_nn, one.name_en])


def _places(assignment: Assignment) -> list[str]:
    place = assignment.municipality
    names = [place.name, place.official_name, place.name_sami, place.name_kven]
    county = [place.county.name, place.county.name_sami, place.county.name_kven]
    return list(dict.fromkeys([assignment.organisation.name, *names, *county]))


def _renew(texts: list[SearchText]) -> int:
    """Keep those that are new or differ."""
    kept = {
        row[0]: row[1:]
        for row in SearchText.objects.filter(pk__in=[text.pk for text in texts]).values_list("pk", *FIELDS)
    }
    differing = [
        text.pk for text in texts if kept.get(text.pk) != tuple(getattr(text, field) for field in FIELDS)
    ]
    return keep(differing)


def _learn(counts: Counter[str]) -> None:
    """Add words no text held before, each with its parts; in one order, so that two writers never block."""
    known = set(Word.objects.filter(word__in=counts).values_list("word", flat=True))
    new = sorted(counts.keys() - known)
    if not new:
        return
    stems = _known_stems(new) | {stem(word) for word in counts if len(word) > SHORTEST}
    rows = [Word(word=word, parts=sorted(parts(word, stems)), texts=counts[word]) for word in new]
    Word.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _known_stems(new: Iterable[str]) -> set[str]:
    """Those stems the vocabulary has, of all that the new words may be put together of."""
    halves = {half for word in new for split in places_to_split(word) for half in split}
    asked = {stem(half) for half in halves} | {stem(half[:-1]) for half in halves if half.endswith("s")}
    found = Word.objects.filter(stem__in=asked, word__regex=r"^\D{4}")
    return set(found.values_list("stem", flat=True))


def _recount(counts: Counter[str]) -> None:
    """Forget words that no text holds any more, and see the parts of the rest among all there are now."""
    Word.objects.exclude(word__in=counts).delete()
    stems = {stem(word) for word in counts if len(word) > SHORTEST + 1}
    for rows in batched(Word.objects.order_by("word").iterator(chunk_size=BATCH), BATCH):
        changed = []
        for word in rows:
            now = (counts[word.word], sorted(parts(word.word, stems)))
            if now != (word.texts, word.parts):
                word.texts, word.parts = now
                changed.append(word)
        Word.objects.bulk_update(changed, ["texts", "parts"])
