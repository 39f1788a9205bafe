import pytest
from django.utils import translation

from portal import weekgrid


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ([], "Flexible time"),
        ([5], "Tuesday evening"),
        ([5, 15], "Tuesday evening, Saturday morning"),
        ([0, 3, 6, 9, 12], "Weekdays, mornings"),
        ([2, 5, 8], "Monday, Tuesday, Wednesday, evenings"),
        ([15, 16, 18, 19], "The weekend"),
        (range(21), "Every day"),
    ],
)
def test_the_week_is_said_in_words(slots: list[int], said: str) -> None:
    assert weekgrid.words(weekgrid.grid_of(slots)) == said


def test_a_line_begins_with_a_capital_in_bokmal_too() -> None:
    with translation.override("nb"):
        assert weekgrid.words(weekgrid.grid_of([5])) == "Tirsdag kveld"


def test_a_grid_and_its_slots_are_the_same_thing() -> None:
    assert weekgrid.slots_of(weekgrid.grid_of([20, 0, 7])) == [0, 7, 20]
