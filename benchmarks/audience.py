"""How fast a coordinator is told whom an assignment suits: `python -m benchmarks.audience`.

The estimate while writing, and the list of whom to invite, in a nation of so many volunteers; medians in
milliseconds, nothing kept between two of them. «Whom» is what is counted anew when a demand is changed,
«keen» when a time or an activity is. Django is imported once it has a database.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter

from benchmarks import nation

PLACES = {"Oslo": "0301", "Bergen": "4601", "Vardø": "5634"}
ROUNDS = 9
EVENINGS = 0b100100100100100


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--volunteers", type=int, default=200_000)
    with nation.scratch():
        nation.invent(assignments=1500, organisations=300, volunteers=parser.parse_args().volunteers)
        estimates()
        lists()


def estimates() -> None:
    """Count for assignments that ask nothing, much, and can be done from home."""
    from django.utils.timezone import localdate

    from matching.inviting import audience
    from matching.inviting.demands import Demands

    on = localdate()
    for place, number in PLACES.items():
        for demands in (
            Demands(number),
            Demands(number, minimum_age=18, norwegian=2, needs_police_certificate=True),
            Demands(number, is_remote=True),
        ):
            asked = audience.Asked(demands, EVENINGS, ("besoksvenn", "leksehjelp"), ("eldre",))
            others = audience.loosened(demands)
            whom = timed(partial(audience.reached, demands, others, on=on))
            keen = timed(partial(audience.liking, asked, on=on))
            print(f"{place:8}{len(others)} to loosen   whom {whom:6.0f} ms   keen {keen:6.0f} ms")


def lists() -> None:
    """Find the twenty to invite, for an open assignment in each place."""
    from django.utils.timezone import localdate

    from assignments.models import Assignment
    from matching.inviting import people, welcome

    on, at = localdate(), datetime.now(UTC)
    for place, number in PLACES.items():
        open_ = Assignment.objects.open(on=on).with_places().select_related("organisation")
        assignment = open_.filter(municipality=number).first() or open_.first()
        if assignment:
            among = welcome.invitable(assignment, on=on, at=at).count()
            took = timed(partial(people.best, assignment, on=on, at=at))
            print(f"{place:8}twenty of {among:6,} who may be invited {took:6.0f} ms")


def timed(deed: Callable[[], object]) -> float:
    """Do it some times, once before."""
    deed()
    took = []
    for _round in range(ROUNDS):
        began = perf_counter()
        deed()
        took.append((perf_counter() - began) * 1000)
    return median(took)


if __name__ == "__main__":
    main()
