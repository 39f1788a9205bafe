"""How fast one finds: `python -m benchmarks.finding`, with `--fuzz 20000` what nobody should ask.

Forty addresses as visitors ask them, each once, without a cache and without a network, in nations of growing
size; «again» is a second round, «Python» the work of this process alone, «fixed» a page that asks nobody and
renders twenty cards. Then a real server gives the same pages, with its cache and without.
"""

import cProfile
import pstats
import sys
from argparse import ArgumentParser, Namespace
from statistics import median, quantiles

from django.test.utils import override_settings

from benchmarks import fuzz, nation, throughput, visitors
from benchmarks.asking import Answer, Asker
from benchmarks.throughput import FIXED

BARS = "bars: median 25 ms, p95 60 ms, 8 queries, 30 kB"
COLUMNS = {"open": 8, "median ms": 11, "p95": 8, "again": 8, "Python": 8, "SQL": 8, "× fixed": 9}
COLUMNS |= {"queries": 9, "kB": 7}


def main() -> None:
    options = said()
    medians: dict[int, float] = {}
    with nation.scratch():
        for size in options.sizes:
            count = nation.invent_open(size)
            with nation.without_cache(), override_settings(ROOT_URLCONF="benchmarks.static_page"):
                medians[size] = report(count, options)
                if options.fuzz and size == options.sizes[-1]:
                    fuzz.report(options.fuzz, options.seed)
            if options.seconds and size == options.sizes[-1]:
                throughput.report(options.seconds)
    if {5_000, 50_000} <= medians.keys():
        print(f"from 5,000 to 50,000: {medians[50_000] / medians[5_000]:.2f} times (bar: 1.5)")


def said() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[500, 5_000, 50_000], help="of open assignments"
    )
    parser.add_argument("--each", action="store_true", help="a line for each address")
    parser.add_argument("--profile", action="store_true", help="the 25 functions that cost most")
    parser.add_argument("--seconds", type=int, default=5, help="of throughput; 0 leaves it out")
    parser.add_argument("--fuzz", type=int, default=0, help="so many random addresses more")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def report(count: int, options: Namespace) -> float:
    """Print what the forty took, and return the median."""
    asker = Asker()
    for address in visitors.WARMING:
        asker.ask(f"/oppdrag/{address}")
    fixed = median(asker.ask(FIXED).milliseconds for _ in range(20))
    first, again = ([asker.ask(f"/oppdrag/{address}") for address in visitors.QUERIES] for _ in range(2))
    if wrong := [answer for answer in first if answer.status != 200]:
        sys.exit(f"{wrong[0].address} answered {wrong[0].status} {wrong[0].error}")
    heading = "".join(f"{name:>{width}}" for name, width in COLUMNS.items())
    print(f"\n{BARS}\n{heading}\n{line(count, first, again, fixed)}")
    if options.each:
        each(first)
    if options.profile:
        profile(asker)
    return median(answer.milliseconds for answer in first)


def line(count: int, first: list[Answer], again: list[Answer], fixed: float) -> str:
    times = [answer.milliseconds for answer in first]
    cells = (
        f"{count:,}",
        f"{median(times):.1f}",
        f"{quantiles(times, n=20)[-1]:.1f}",
        f"{median(answer.milliseconds for answer in again):.1f}",
        f"{median(answer.cpu_milliseconds for answer in first):.1f}",
        f"{median(answer.sql_milliseconds for answer in first):.1f}",
        f"{median(times) / fixed:.1f}",
        f"{max(answer.queries for answer in first)}",
        f"{max(answer.kilobytes for answer in first):.1f}",
    )
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, COLUMNS.values(), strict=True))


def each(answers: list[Answer]) -> None:
    for one in sorted(answers, key=lambda answer: -answer.milliseconds):
        parts = (
            f"{one.milliseconds:>8.1f} ms{one.cpu_milliseconds:>8.1f} Python{one.sql_milliseconds:>8.1f} SQL"
        )
        print(f"{parts}{one.queries:>4}{one.kilobytes:>7.1f} kB  {one.address}")


def profile(asker: Asker) -> None:
    """Which functions the forty addresses spend their time in."""
    with cProfile.Profile() as profiled:
        for address in visitors.QUERIES:
            asker.ask(f"/oppdrag/{address}")
    for order in ("tottime", "cumtime"):
        pstats.Stats(profiled).strip_dirs().sort_stats(order).print_stats(25 if order == "tottime" else 70)


if __name__ == "__main__":
    main()
