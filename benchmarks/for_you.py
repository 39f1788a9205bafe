"""What a list of one's own costs: `python -m benchmarks.for_you`.

Volunteers of a nation ask for `/for-deg/`, each once, through all middleware, without a network; «fixed» is a
page that asks nobody and renders twenty cards. Then what stands in the memory of each process: how much it
is, how long it takes to read and to mend, and what it takes to read volunteers.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.apps import apps
from django.test.utils import override_settings
from django.utils.timezone import localdate

from benchmarks import nation
from benchmarks.asking import Answer, Asker
from benchmarks.throughput import FIXED

BARS = "bars: median 30 ms, 8 queries"
RUNS = 15


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=50_000, help="how many assignments are open")
    parser.add_argument("--volunteers", type=int, default=200, help="how many ask")
    options = parser.parse_args()
    with nation.scratch():
        count = nation.invent_open(options.open)
        with override_settings(ROOT_URLCONF="benchmarks.static_page"):
            pages(count, options.volunteers)
        memory()


def pages(count: int, askers: int) -> None:
    """Print what the page took."""
    asker = Asker()
    volunteers = apps.get_model("volunteers", "Volunteer").objects.exclude(municipality=None)
    chosen = list(volunteers.filter(is_ranked=True).order_by("?").select_related("user")[: askers + 5])
    answers = [ask(asker, each.user) for each in chosen][5:]
    fixed = median(asker.ask(FIXED).milliseconds for _ in range(20))
    times = [answer.milliseconds for answer in answers]
    print(f"\n{count:,} open, {len(answers)} volunteers ask for /for-deg/ ({BARS})")
    print(f"  median {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms")
    print(f"  {median(times) / fixed:.1f} times a page of twenty fixed cards, {fixed:.1f} ms")
    print(f"  at most {max(answer.queries for answer in answers)} queries", end=", ")
    print(f"{max(answer.kilobytes for answer in answers):.1f} kB")


def ask(asker: Asker, user: Any) -> Answer:
    asker.sign_in(user)
    answer = asker.ask("/for-deg/")
    if answer.status != 200:
        message = f"/for-deg/ answered {answer.status} {answer.error}"
        raise SystemExit(message)
    return answer


def memory() -> None:
    """Print how large what stands in memory is, and what it takes to set it up."""
    from assignments.finding.shelf import KEEPER as SHELF
    from assignments.finding.shelf import columns
    from matching import fit, offers

    on = localdate()
    shelf, now = SHELF.current(), offers.KEEPER.current(on=on)
    keys = apps.get_model("volunteers", "Volunteer").objects.values_list("pk", flat=True)[:2000]
    some = shelf.id[:1].tolist()
    print(f"\nin the memory of each process, {len(shelf.id):,} published")
    more = megabytes(now.assignments)
    print(f"  the shelf {megabytes(shelf):.1f} MB, in the ranker's form {more:.1f} MB more")
    took("reading all of the shelf", columns.read)
    took("mending one of it", lambda: columns.mended(shelf, some, columns.read(some)))
    took("setting up the ranker's form", lambda: offers.set_up(shelf, now.latest, on=on))
    took(f"reading {len(keys):,} volunteers", lambda: fit.volunteers(keys, fit.ground(), on=on))


def megabytes(columns: Any) -> float:
    fields = [getattr(columns, name) for name in columns.__dataclass_fields__]
    return sum(getattr(field, "nbytes", 0) for field in fields) / 1e6


def took(what: str, work: Callable[[], object]) -> None:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1e3)
    print(f"  {what}: {median(times):.1f} ms")


if __name__ == "__main__":
    main()
