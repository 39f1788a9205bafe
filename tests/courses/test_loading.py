import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from organisations.courses.models import Course, Lesson, Question
from organisations.courses.written import CONTENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the courses that may be written in."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def load(folder: Path, **options: bool) -> list[str]:
    """Load, and tell what became of each part."""
    out = StringIO()
    call_command("load_courses", folder=folder, stdout=out, **options)
    return [line.partition(": ")[2] for line in out.getvalue().splitlines()]


def write(folder: Path, *, instead_of: str, text: str) -> None:
    for file in (folder / "rekruttering").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace(instead_of, text), encoding="utf-8")


def first() -> Lesson:
    return Lesson.objects.get(slug="hvem-mangler")


def test_the_first_course_is_complete(folder: Path) -> None:
    assert load(folder) == ["added"] * 4

    course = Course.objects.published().get()
    lessons = Lesson.objects.in_course(course)
    assert [lesson.slug for lesson in lessons] == ["hvem-mangler", "hvorfor-sporre"]
    for lesson in lessons:
        assert 600 <= len(lesson.text.split()) <= 900
        assert 5 <= len(lesson.points) <= 7
        assert lesson.questions.count() == 3


def test_every_question_of_the_first_course_can_be_answered(folder: Path) -> None:
    load(folder)

    for question in Question.objects.all():
        question.full_clean()
    assert sorted(Question.objects.values_list("right_line", flat=True)) == [1, 1, 2, 2, 3, 3]


def test_loading_twice_changes_nothing(folder: Path) -> None:
    load(folder)
    before = list(Question.objects.values_list("pk", "text"))

    assert load(folder) == ["unchanged"] * 4
    assert list(Question.objects.values_list("pk", "text")) == before


def test_a_lesson_nobody_has_edited_is_updated(folder: Path) -> None:
    load(folder)
    write(folder, instead_of="Tenk på sist dere trengte én til.", text="Ny åpning.")

    assert load(folder) == ["unchanged", "unchanged", "updated", "unchanged"]
    assert first().text.startswith("Ny åpning.")


def test_a_lesson_a_moderator_has_edited_is_kept(folder: Path) -> None:
    load(folder)
    Lesson.objects.filter(pk=first().pk).update(title="Hvem savner dere?")
    write(folder, instead_of="Tenk på sist dere trengte én til.", text="Ny åpning.")

    assert load(folder)[2] == "kept as a moderator edited it"
    assert first().title == "Hvem savner dere?"
    assert first().text.startswith("Tenk på")


def test_a_question_a_moderator_has_added_is_kept(folder: Path) -> None:
    load(folder)
    Question.objects.create(
        lesson=first(), number=4, text="Hvem først?", choices="Naboen\nIngen", right_line=1, why="Spør."
    )
    write(folder, instead_of="Turlaget får ingen unge", text="Fjellaget får ingen unge")

    assert load(folder)[2] == "kept as a moderator edited it"
    assert first().questions.count() == 4
    assert not Question.objects.filter(text__startswith="Fjellaget").exists()


def test_how_a_browser_ends_its_lines_is_no_edit(folder: Path) -> None:
    load(folder)
    lesson = first()
    lesson.text = lesson.text.replace("\n", "\r\n") + "\r\n"
    lesson.save()
    write(folder, instead_of="Tenk på sist dere trengte én til.", text="Ny åpning.")

    assert load(folder)[2] == "updated"


def test_overwriting_replaces_what_a_moderator_has_edited(folder: Path) -> None:
    load(folder)
    Lesson.objects.filter(pk=first().pk).update(title="Hvem savner dere?")

    assert load(folder, overwrite=True) == ["unchanged", "unchanged", "updated", "unchanged"]
    assert first().title == "Hvem mangler hos dere?"


def test_a_course_that_was_taken_down_stays_down(folder: Path) -> None:
    load(folder)
    Course.objects.update(published_at=None)
    write(folder, instead_of="Rekruttering av frivillige", text="Flere frivillige")

    assert load(folder)[0] == "updated"
    assert Course.objects.get().published_at is None


def test_lessons_keep_the_order_moderators_gave_them(folder: Path) -> None:
    load(folder)
    Lesson.objects.filter(slug="hvem-mangler").update(number=3)

    load(folder)

    slugs = Lesson.objects.order_by("number").values_list("slug", flat=True)
    assert list(slugs) == ["hvorfor-sporre", "hvem-mangler"]


def test_an_invented_association_is_said_to_be_invented(folder: Path) -> None:
    load(folder)

    assert all("diktet opp" in lesson.text for lesson in Lesson.objects.all())
