from collections import Counter
from io import StringIO

import pytest

from portal.demo import library
from portal.demo.progress import Progress
from portal.models import Activity, Group, Skill

pytestmark = pytest.mark.django_db


def test_there_are_many_texts_at_least_two_for_each_activity() -> None:
    templates = library.templates()
    counted = Counter(slug for template in templates for slug in template.activities)

    assert len(templates) >= 140
    assert len({template.title for template in templates}) == len(templates)
    assert len(library.patterns()) >= 40
    assert set(counted) == set(Activity.objects.values_list("slug", flat=True))
    assert min(counted.values()) >= 2


@pytest.mark.parametrize("template", library.templates(), ids=lambda template: template.title)
def test_a_text_keeps_the_rules_of_the_portal(template: library.Template) -> None:
    assert len(template.summary) <= 160
    assert 150 < len(template.description) < 2000
    assert set(template.groups) <= set(Group.objects.values_list("slug", flat=True))
    assert set(template.skills) <= set(Skill.objects.values_list("slug", flat=True))
    assert set(template.by) <= {pattern.key for pattern in library.patterns()} | {"*"}
    assert (template.places is None) == (template.kind == "need")
    assert not template.certificate or {"barn", "ungdom", "funksjonsnedsettelse"} & set(template.groups)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_a_log_one_line_per_step() -> None:
    terminal, log = Terminal(), StringIO()
    for stream in (terminal, log):
        Progress(stream).run("Volunteers", ([1, 2], [3]), 4)

    assert "[###############...............] 2 of 4" in terminal.getvalue()
    assert log.getvalue().splitlines() == ["Volunteers: 3 in 0.0 s"]
