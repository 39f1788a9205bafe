"""Every personal list is remembered once, and what came of it is noted in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from pytest_django import DjangoAssertNumQueries

from matching.learning import services
from matching.learning.models import ShownList
from matching.learning.names import read
from matching.learning.packing import packed, unpacked
from matching.volunteers.models import Volunteer
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHOWN = [11, 12, 13]


def remembered(volunteer: Volunteer, **told: Any) -> str:
    """A list of three in the page for her, unless said."""
    told = dict[str, Any](source="for_you", model_version="launch-1", shown=SHOWN, at=AT) | told
    told.setdefault("signals", np.linspace(0, 1, 7 * len(told["shown"]), dtype=np.float32).reshape(-1, 7))
    return services.remember(volunteer_id=volunteer.pk, **told)


def marks() -> list[int]:
    return ShownList.objects.get().marks


def test_a_list_is_one_row_with_all_that_was_shown(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    she = make.volunteer()
    with django_assert_num_queries(1):
        name = remembered(she)

    row = ShownList.objects.get()
    assert (row.name, row.volunteer, row.source, row.model_version) == (name, she, "for_you", "launch-1")
    assert (row.shown_on, row.shown_at, row.first) == (AT.date(), AT, 1)
    assert (row.assignments, row.marks) == (SHOWN, [0, 0, 0])
    assert unpacked(row.signals).shape == (3, 7)
    assert len(bytes(row.signals)) == 21
    assert np.allclose(unpacked(row.signals).ravel(), np.linspace(0, 1, 21), atol=1 / 500)


def test_the_same_page_again_is_the_same_list() -> None:
    she = make.volunteer()
    name = remembered(she)

    assert remembered(she, at=AT + timedelta(hours=2), signals=np.zeros((3, 7), np.float32)) == name
    assert ShownList.objects.get().shown_at == AT
    assert len(name) == 14


@pytest.mark.parametrize(
    "other",
    [
        {"at": AT + timedelta(days=1)},
        {"source": "digest"},
        {"model_version": "launch-1.2"},
        {"shown": [12, 11, 13]},
        {"first": 21},
    ],
)
def test_another_day_place_model_order_or_page_is_another_list(other: dict[str, Any]) -> None:
    she = make.volunteer()

    assert remembered(she, **other) != remembered(she)
    assert ShownList.objects.count() == 2


def test_two_volunteers_have_lists_of_their_own() -> None:
    assert remembered(make.volunteer()) != remembered(make.volunteer())
    assert ShownList.objects.count() == 2


def test_a_list_of_nothing_is_not_remembered(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    she = make.volunteer()
    with django_assert_num_queries(0):
        assert remembered(she, shown=[]) == ""


@pytest.mark.parametrize("value", [np.nan, -0.1, 1.1, np.inf])
def test_a_signal_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        remembered(make.volunteer(), signals=np.full((3, 7), value, np.float32))


def test_rounding_beyond_the_edge_is_forgiven() -> None:
    assert unpacked(packed(np.full((1, 7), 1.0000001)).tobytes()).tolist() == [[1.0] * 7]
    assert packed(np.full((1, 7), -1e-7)).tolist() == [[0] * 7]


def test_another_number_of_signals_is_refused() -> None:
    with pytest.raises(ValueError, match="7 signals are needed for each assignment, not 6"):
        remembered(make.volunteer(), signals=np.zeros((3, 6), np.float32))


def test_thousands_of_lists_are_remembered_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second, third = (make.volunteer() for _each in range(3))
    erased = Volunteer.objects.latest("pk").pk + 1
    shown = np.array([[1, 2], [3, -1], [-1, -1], [5, 6]])
    signals = np.zeros((4, 2, 7), np.float32)
    signals[1, 0, 6] = 1
    showing = services.Showing(source="digest", model_version="launch-1", at=AT)
    with django_assert_num_queries(1):
        names = services.remember_all(
            showing, volunteers=[first.pk, second.pk, third.pk, erased], shown=shown, signals=signals
        )

    rows = dict(ShownList.objects.values_list("volunteer", "assignments"))
    assert rows == {first.pk: [1, 2], second.pk: [3]}
    assert unpacked(ShownList.objects.get(volunteer=second).signals).tolist() == [[0] * 6 + [1]]
    assert [bool(read(name)) for name in names] == [True, True, False, True]
    assert ShownList.objects.get(volunteer=first).name == names[0]


def test_one_list_and_many_have_the_same_name() -> None:
    she = make.volunteer()
    signals = np.zeros((1, 3, 7), np.float32)
    showing = services.Showing(source="for_you", model_version="launch-1", at=AT)
    (name,) = services.remember_all(showing, volunteers=[she.pk], shown=np.array([SHOWN]), signals=signals)

    assert remembered(she) == name


def test_what_came_of_it_is_noted_once_and_with_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    she = make.volunteer()
    name = remembered(she)
    with django_assert_num_queries(1):
        services.opened(name, by=she.user, assignment_id=12)
    assert marks() == [0, 1, 0]
    with django_assert_num_queries(1):
        services.applied(name, by=she.user, assignment_id=12)
    services.applied(name, by=she.user, assignment_id=12)
    assert marks() == [0, 3, 0]
    services.answered(name, to=she.user, assignment_id=12, is_accepted=False)
    assert marks() == [0, 11, 0]
    services.answered(name, to=she.user, assignment_id=12, is_accepted=True)
    services.opened(name, by=she.user, assignment_id=13)
    assert marks() == [0, 15, 1]


@pytest.mark.parametrize(
    "name", ["", "x", "'; DROP TABLE", "æ" * 14, "A" * 14, "_" * 14, "A" * 13 + "\n", "1" * 15, "\0" * 14]
)
def test_a_forged_name_changes_nothing_and_breaks_nothing(name: str) -> None:
    she = make.volunteer()
    remembered(she)
    services.applied(name, by=she.user, assignment_id=12)

    assert marks() == [0, 0, 0]


def test_nobody_marks_the_list_of_another_nor_what_was_not_in_it() -> None:
    she = make.volunteer()
    name = remembered(she)
    services.applied(name, by=make.volunteer().user, assignment_id=12)
    services.applied(name, by=make.user(), assignment_id=12)
    services.applied(name, by=she.user, assignment_id=14)

    assert marks() == [0, 0, 0]


def test_her_lists_go_when_she_is_erased() -> None:
    she, other = make.volunteer(), make.volunteer()
    for day in range(3):
        remembered(she, at=AT + timedelta(days=31 * day))
    remembered(other)
    she.user.delete()

    assert ShownList.objects.get().volunteer == other


def test_the_database_erases_her_lists_too() -> None:
    she = make.volunteer(activities=())
    remembered(she)
    Volunteer.objects.filter(pk=she.pk)._raw_delete("default")  # noqa: SLF001

    assert not ShownList.objects.exists()
