"""How long pages take, as multiples of a page that only renders a template: `python -m benchmarks.pages`

Each size of the demo nation is built in a scratch database; every page is asked for through Django's own
client, without a network and without a cache. Queries are counted too: they must not grow.
"""

import gzip
import statistics
import sys
import time
from argparse import ArgumentParser

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import nation

PAGES = {
    "a text (baseline)": "/om/",
    "front": "/",
    "list": "/oppdrag/",
    "search": "/oppdrag/?q=besøksvenn",
    "near": "/oppdrag/?kommune=0301&km=20",
    "topic": "/oppdrag/?tema=fellesskap&type=behov",
    "for you": "/for-deg/",
    "directory": "/organisasjoner/",
}


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[500, 5000, 20000], help="numbers of assignments"
    )
    parser.add_argument("--repeats", type=int, default=15)
    options = parser.parse_args()
    with nation.scratch(), nation.without_cache():
        for size in options.sizes:
            report(size, options.repeats)


def report(size: int, repeats: int) -> None:
    """Build one nation and print its table."""
    nation.invent(assignments=size, organisations=size // 5)
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(email="frivillig@demo.invalid"))
    baseline = 0.0
    print(f"\n{size} assignments\n{'page':<20}{'ms':>8}{'× baseline':>12}{'queries':>9}{'kB gzip':>9}")
    for name, path in PAGES.items():
        milliseconds, queries, kilobytes = measure(client, path, repeats)
        baseline = baseline or milliseconds
        print(f"{name:<20}{milliseconds:>8.1f}{milliseconds / baseline:>12.1f}{queries:>9}{kilobytes:>9.1f}")


def measure(client: Client, path: str, repeats: int) -> tuple[float, int, float]:
    """Median milliseconds, number of queries, and size of one page."""
    times = []
    for _repeat in range(repeats):
        start = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{path} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return statistics.median(times), len(queries), len(gzip.compress(answer.content)) / 1000


if __name__ == "__main__":
    main()
