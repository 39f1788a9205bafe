"""Lists are shown, marked, moved and erased at once, with real threads: nothing fails, nothing is lost."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from typing import Any

import numpy as np
import pytest
from django.db import connection

from matching.learning import months, services
from matching.learning.models import ShownList
from matching.volunteers.models import Volunteer
from tests import make
from tests.matching.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
FAR = datetime(2035, 6, 15, 12, tzinfo=UTC)
SHOWN = list(range(1, 9))


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Take away the months of a test, so that the next begins without them."""
    yield
    for month, name in months.partitions().items():
        if month.year == FAR.year:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE {name}")


def showing(to: Volunteer, shown: list[int] = SHOWN) -> Callable[[], object]:
    signals = np.zeros((len(shown), 7), np.float32)
    told: dict[str, Any] = {"source": "for_you", "model_version": "launch-1", "shown": shown, "at": FAR}
    return partial(services.remember, volunteer_id=to.pk, signals=signals, **told)


def test_a_page_that_is_loaded_six_times_at_once_is_one_list() -> None:
    for _round in range(10):
        she = make.volunteer()

        assert at_once(*[showing(she)] * 6) == ["done"] * 6
        assert ShownList.objects.filter(volunteer=she).count() == 1


def test_marks_that_are_set_at_once_are_all_there() -> None:
    she = make.volunteer()
    name = str(showing(she)())
    deeds: list[Callable[[], object]] = []
    for assignment, deed in zip(SHOWN, cycle((services.opened, services.applied)), strict=False):
        deeds.append(partial(deed, name, by=she.user, assignment_id=assignment))
        deeds.append(
            partial(services.answered, name, to=she.user, assignment_id=assignment, is_accepted=True)
        )
    assert at_once(*deeds) == ["done"] * 16

    assert ShownList.objects.get().marks == [13, 15] * 4


def test_a_month_is_made_while_lists_are_shown_and_none_is_lost() -> None:
    people = [make.volunteer() for _each in range(6)]
    june = months.first_of(FAR.date())
    said = at_once(*map(showing, people), *[partial(months.make, june)] * 2)
    for number, she in enumerate(people):
        showing(she, [number + 20])()

    assert said == ["done"] * 8
    assert ShownList.objects.count() == 12
    assert june in months.partitions()
    assert months.landed() == []


def test_a_volunteer_is_erased_while_her_list_is_shown() -> None:
    for _round in range(10):
        she = make.volunteer()

        assert at_once(showing(she), she.user.delete, showing(she, [5])) == ["done"] * 3
        assert not ShownList.objects.exists()
