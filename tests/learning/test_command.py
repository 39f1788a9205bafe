"""What the command says that learns the weights anew; it never changes any."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from matching.dials.models import Dials
from matching.learning.models import ShownList
from matching.learning.packing import packed
from matching.learning.reading import monday_of, read, week_of
from matching.volunteers.models import Volunteer
from tests import make
from tests.learning.truth import seen

pytestmark = pytest.mark.django_db
OTHER = (0.5, 3.0, 1.0, 0.0, 2.0, 1.0, 0.0)
LATEST = 15
"""So many days ago, the answers are in."""


def shown(lists: int) -> None:
    """Lists of ten on the page, ten weeks in all, from a simulated truth."""
    she, truth = make.volunteer(), seen(lists, weights=OTHER)
    signals, marks = packed(truth.signals), np.where(truth.accepted, 15, 0)
    rows = []
    for number in range(lists):
        rows.append(row(she, number, days_ago=LATEST + 69 - number * 70 // lists))
        rows[-1].signals = signals[truth.list == number].tobytes()
        rows[-1].marks = marks[truth.list == number].tolist()
    ShownList.objects.bulk_create(rows)


def row(to: Volunteer, key: int, *, days_ago: int, source: str = "for_you") -> ShownList:
    """A list of ten, with nothing that speaks for any."""
    day = localdate() - timedelta(days=days_ago)
    return ShownList(
        shown_on=day,
        key=key,
        volunteer=to,
        source=source,
        model_version="launch-1",
        shown_at=datetime.combine(day, time(12), UTC),
        assignments=list(range(1, 11)),
        signals=bytes(70),
        marks=[0] * 10,
    )


def said(**options: int) -> str:
    told = StringIO()
    call_command("refit_weights", stdout=told, **options)
    return told.getvalue()


def test_with_no_list_at_all_it_says_so() -> None:
    text = said()
    assert "0 lists with 0 assignments read, 0 accepted." in text
    assert "Fewer than 150 were accepted, so the weights set by hand are better. Keep them." in text
    assert "Accepted that are still needed: 150." in text


def test_with_few_it_keeps_the_weights_by_hand() -> None:
    shown(100)
    text = said()
    assert "100 lists with 1,000 assignments read" in text
    assert "Keep them." in text
    assert "interest" not in text


def test_with_many_it_sets_the_weights_side_by_side_and_changes_nothing() -> None:
    shown(2_500)
    text = said()
    lines = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}
    assert [lines[name][:2] for name in ("interest", "hours")] == [["2.50", "2.50"], ["1.00", "1.00"]]
    assert 1.5 < float(lines["distance"][2]) < 3.2
    assert len(lines["log-loss"]) == len(lines["NDCG"]) == 2
    assert f"Held out: from {monday_of(week_of(localdate() - timedelta(days=LATEST + 7)))}" in text
    assert "On the weeks held out the learned weights do better than those in use." in text
    assert "Nothing is changed by this." in text
    assert not Dials.objects.exists()


def test_its_address_fills_in_what_a_moderator_could_set(settings: Settings) -> None:
    shown(2_500)
    text = said()
    (address,) = [line for line in text.splitlines() if line.startswith(settings.SITE_URL)]
    client = Client()
    make.sign_in(client, make.moderator(is_superuser=True))
    page = client.get(address)
    learned = next(line for line in text.splitlines() if line.startswith("distance")).split()[-1]

    assert f'value="{float(learned)}"' in page.text


def test_weights_in_use_are_those_a_moderator_has_set() -> None:
    weights = dict(zip(Dials.WEIGHTS, (*OTHER, 0.5), strict=True))
    Dials.objects.create(note="Tried", **weights)
    shown(2_500)
    text = said()
    distance = next(line for line in text.splitlines() if line.startswith("distance"))

    assert distance.split()[1:3] == ["2.00", "3.00"]
    assert "Keep the weights in use." in text


def test_what_may_yet_be_answered_and_what_is_too_old_is_not_read() -> None:
    she = make.volunteer()
    ShownList.objects.bulk_create(row(she, key, days_ago=days) for key, days in enumerate((14, 15, 21, 22)))

    assert "2 lists with 20 assignments read" in said(weeks=1)


def test_lists_become_rows_in_the_order_they_were_shown() -> None:
    she = make.volunteer()
    first, second = row(she, 5, days_ago=30), row(she, -5, days_ago=20, source="digest")
    first.first, first.marks, first.signals = 21, [0, 3, 7, 15, *[8] * 6], bytes(range(70))
    ShownList.objects.bulk_create([second, first])
    found = read(ShownList.objects.all())

    assert found.position.tolist() == [*range(21, 31), *range(1, 11)]
    assert found.list.tolist() == [0] * 10 + [1] * 10
    assert found.source.tolist() == [0] * 10 + [1] * 10
    assert np.flatnonzero(found.accepted).tolist() == [2, 3]
    assert (found.signals[:10] * 255).round().ravel().tolist() == list(range(70))
    assert found.stands_for.tolist() == [1.0] * 20
    found.check()


def test_of_very_many_some_are_read_and_stand_for_the_others() -> None:
    she = make.volunteer()
    rows = [row(she, key, days_ago=20) for key in range(-50, 50)]
    rows[3].marks = [0] * 9 + [4]
    ShownList.objects.bulk_create(rows)
    found = read(ShownList.objects.all(), at_most=25)

    assert len(found) == 260
    assert found.stands_for.sum() == 1010
    assert found.stands_for[found.accepted].tolist() == [1.0]


@pytest.mark.parametrize("days", [0, 1, 3, 4, 5, 20_000])
def test_weeks_begin_on_a_monday(days: int) -> None:
    day = datetime(1970, 1, 1, tzinfo=UTC).date() + timedelta(days=days)
    monday = monday_of(week_of(day))

    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)
