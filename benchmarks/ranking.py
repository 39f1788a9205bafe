"""How fast is the ranker? `python -m benchmarks.ranking` prints times and, more to be trusted, their ratios.

Sections: `online`, one volunteer's list; `nation`, everybody's; `growth` with more assignments; `rounds` with
what is on its way; `sql`, the same asked of PostgreSQL; `whole`, out of tables and back.
Named, only they are run. Numpy and SQL are checked against the kernel in the same run.
"""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from functools import partial
from statistics import median, quantiles

import numpy as np

from benchmarks import crowd
from benchmarks import ranking_database as database
from benchmarks.crowd import Nation, peak_gigabytes, seconds
from matching.ranking import Volunteers, rank, typical_relevance
from matching.ranking.arrays import Rows
from matching.ranking.fast import Listed, ranked
from matching.ranking.market import PAIRS_AT_ONCE
from matching.ranking.prepared import Prepared
from matching.ranking.rounds import in_rounds


def check(listed: Listed, people: Volunteers, prepared: Prepared) -> None:
    """Stop unless numpy gives the very same lists."""
    same = rank(people, prepared.assignments, prepared.world, day=prepared.day)
    if not (np.array_equal(listed.indices, same.indices) and np.array_equal(listed.scores, same.scores)):
        raise SystemExit("numpy and the kernel disagree")


def online(nation: Nation, _options: Namespace) -> None:
    """Time the list of one volunteer after the other."""
    prepared, asking = nation.prepared, nation.sample(300)
    alone = [asking.take(np.array([row])) for row in range(len(asking))]
    kernel = [seconds(partial(ranked, one, prepared)) * 1e3 for one in alone]
    offered, world = prepared.assignments, prepared.world
    in_numpy = [seconds(partial(rank, one, offered, world, day=prepared.day)) * 1e3 for one in alone[:60]]
    check(ranked(asking, prepared), asking, prepared)
    print(
        f"one volunteer, 20 best of {nation.assignments:,}, kernel: median {median(kernel):.3f} ms", end=", "
    )
    print(f"p95 {quantiles(kernel, n=20)[-1]:.3f} ms (bars: 0.3, 1)")
    slower = median(in_numpy) / median(kernel)
    print(f"  numpy, contributions with it: median {median(in_numpy):.2f} ms, {slower:.0f} times as long")


def everybody(nation: Nation, options: Namespace) -> None:
    """Time everybody's lists on one thread and on two, and numpy on blocks of neighbours."""
    count, prepared = len(nation.people), nation.prepared
    one = count / seconds(lambda: ranked(nation.people, prepared))
    two = count / seconds(lambda: ranked(nation.people, prepared, threads=2))
    rows = blocks(nation, 50)
    some = nation.people.take(rows)
    numpy = len(some) / seconds(lambda: rank(some, prepared.assignments, prepared.world, day=prepared.day))
    check(ranked(some, prepared), some, prepared)
    print(f"{count:,} volunteers x {nation.assignments:,} assignments, exact 20 best")
    print(f"  kernel, one thread  {one:9,.0f} a second (bar: 100,000)")
    print(f"  kernel, two threads {two:9,.0f} a second, {two / one:.2f} times (bar: 1.6)")
    print(f"  numpy in blocks     {numpy:9,.0f} a second of {len(some):,} volunteers;", end=" ")
    print(f"the kernel {one / numpy:.0f} times as fast (bar: 6)")
    print(f"  peak {peak_gigabytes():.2f} GB (bar: 1.2)")


def blocks(nation: Nation, count: int) -> Rows:
    """Choose whole blocks of neighbours, as numpy would make them of everybody, from the whole country."""
    size = PAIRS_AT_ONCE // nation.assignments
    neighbours = np.argsort(nation.people.municipality, kind="stable")
    starts = np.linspace(0, len(neighbours) - size, count).astype(np.int64)
    return np.concatenate([neighbours[start : start + size] for start in starts])


def growth(nation: Nation, _options: Namespace) -> None:
    """Compare a tenth of the assignments."""
    asking, few = nation.sample(50_000), replace(nation, assignments=nation.assignments // 10)
    small, large = (
        min(seconds(partial(ranked, asking, n.prepared)) for _ in range(3)) for n in (few, nation)
    )
    print(f"from {few.assignments:,} to {nation.assignments:,} assignments:", end=" ")
    print(f"{large / small:.1f} times as long for each volunteer (bar: 6)")


def rounds(nation: Nation, _options: Namespace) -> None:
    """Compare four rounds, what is on its way counted between them, with one."""
    prepared, offered = nation.prepared, nation.prepared.assignments
    typical = typical_relevance(nation.sample(200), offered, prepared.world, day=prepared.day, seed=1)

    def hand_out(turns: int) -> None:
        shown = np.zeros(len(offered), np.int64)
        for _, listed in in_rounds(nation.people, prepared, typical=typical, seed=1, rounds=turns):
            shown += np.bincount(listed.indices[listed.indices >= 0], minlength=len(offered))
        print(f"  {turns} rounds: exposure Gini {gini(shown):.2f}, never shown {np.mean(shown == 0):.1%}")

    print("the five best for everybody, in random order")
    one, four = seconds(lambda: hand_out(1)), seconds(lambda: hand_out(4))
    print(f"  one round {one:.1f} s, four {four:.1f} s, {four / one:.2f} times as long (bar: 1.5)")


def gini(shown: Rows) -> float:
    """Measure how unequally something is spread."""
    rising = np.sort(shown)
    ranks = np.arange(1, len(rising) + 1)
    return float(2 * (ranks * rising).sum() / (len(rising) * rising.sum()) - (len(rising) + 1) / len(rising))


ALONE = {"online": online, "nation": everybody, "growth": growth, "rounds": rounds}
IN_A_DATABASE = {"sql": database.sql, "whole": database.whole}


def main() -> None:
    options = said()
    where = crowd.country()
    nation = Nation(where, crowd.volunteers(where, options.volunteers), options.assignments)
    wanted = options.sections or [*ALONE, *IN_A_DATABASE]
    for name in wanted:
        if name in ALONE:
            ALONE[name](nation, options)
    if any(name in IN_A_DATABASE for name in wanted):
        with database.scratch() as options.cursor:
            for name in wanted:
                if name in IN_A_DATABASE:
                    IN_A_DATABASE[name](nation, options)


def said() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", help=" ".join([*ALONE, *IN_A_DATABASE]))
    parser.add_argument("--volunteers", type=int, default=200_000)
    parser.add_argument("--assignments", type=int, default=50_000)
    parser.add_argument("--statements", type=int, default=20, help="of the ORM's kind")
    parser.add_argument("--sample", type=int, default=400, help="volunteers in the set-based statement")
    return parser.parse_args()


if __name__ == "__main__":
    main()
