"""How fast one finds: `python -m benchmarks.finding`, with `--fuzz 20000` what nobody should ask.

Forty addresses as visitors ask them, each once, without a cache and without a network, in nations of growing
size; then a real server, with and without its cache, against one that only renders as many cards.
"""

import cProfile
import pstats
import sys
from argparse import ArgumentParser, Namespace
from statistics import median, quantiles

from benchmarks import fuzz, nation, throughput, visitors
from benchmarks.asking import Answer, Asker

BARS = "bars: median 25 ms, p95 60 ms, 8 queries, 30 kB"
HEADING = (
    f"{'open':>8}{'median ms':>11}{'p95 ms':>9}{'again':>8}{'of it SQL':>11}{'queries':>9}{'kB gzip':>9}"
)


def main() -> None:
    options = said()
    medians: dict[int, float] = {}
    with nation.scratch():
        for size in options.sizes:
            count = nation.invent_open(size)
            with nation.without_cache():
                medians[size] = report(count, options)
                if options.fuzz:
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
    first, again = ([asker.ask(f"/oppdrag/{address}") for address in visitors.QUERIES] for _ in range(2))
    if wrong := [answer for answer in first if answer.status != 200]:
        sys.exit(f"{wrong[0].address} answered {wrong[0].status} {wrong[0].error}")
    print(f"\n{BARS}\n{HEADING}\n{line(count, first, again)}")
    if options.each:
        each(first)
    if options.profile:
        profile(asker)
    return median(answer.milliseconds for answer in first)


def line(count: int, first: list[Answer], again: list[Answer]) -> str:
    times = [answer.milliseconds for answer in first]
    return (
        f"{count:>8,}{median(times):>11.1f}{quantiles(times, n=20)[-1]:>9.1f}"
        f"{median(answer.milliseconds for answer in again):>8.1f}"
        f"{median(answer.sql_milliseconds for answer in first):>9.1f}"
        f"{max(answer.queries for answer in first):>9}{max(answer.kilobytes for answer in first):>9.1f}"
    )


def each(answers: list[Answer]) -> None:
    for answer in sorted(answers, key=lambda one: -one.milliseconds):
        print(
            f"{answer.milliseconds:>8.1f} ms{answer.sql_milliseconds:>8.1f} SQL{answer.queries:>4}"
            f"{answer.kilobytes:>7.1f} kB  {answer.address}"
        )


def profile(asker: Asker) -> None:
    """Which functions the forty addresses spend their time in."""
    with cProfile.Profile() as profiled:
        for address in visitors.QUERIES:
            asker.ask(f"/oppdrag/{address}")
    for order in ("tottime", "cumtime"):
        pstats.Stats(profiled).strip_dirs().sort_stats(order).print_stats(25 if order == "tottime" else 70)


if __name__ == "__main__":
    main()
