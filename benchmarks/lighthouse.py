"""What Lighthouse says of three pages on a phone: `python -m benchmarks.lighthouse`

A real Chromium, the mobile preset, and the portal in production form, but without https.
"""

import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from http.client import HTTPConnection
from itertools import chain
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.utils.timezone import localdate

from benchmarks import nation
from benchmarks.throughput import served

LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on Node 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KINDS = ("Document", "Script", "Stylesheet", "Font")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
TRIES = 3  # a busy machine now and then loses the beginning of a trace
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BARS = "bars: 98 everywhere, 25 kB of scripts, 32 kB of stylesheets, gzip"


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each page; the median counts")
    runs = parser.parse_args().runs
    with nation.scratch():
        nation.invent(assignments=600, organisations=200)
        first = apps.get_model("assignments", "Assignment").objects.open(on=localdate()).earliest("pk")
        pages = {"front": "/", "list": "/oppdrag/", "assignment": first.get_absolute_url()}
        with served() as port:
            print(f"{BARS}\n{'':<12}" + "".join(f"{name:>15}" for name in (*CATEGORIES, *KINDS)))
            for name, path in pages.items():
                tell(name, [look_at(f"http://localhost:{port}{path}") for _run in range(runs)])


def look_at(url: str) -> dict[str, Any]:
    """Let Lighthouse look at one page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | ({"CHROME_PATH": browser} if browser else {})
    for _try in range(TRIES):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    sys.exit(done.stderr)


def tell(name: str, reports: list[dict[str, Any]]) -> None:
    """Print the median scores, what was sent, and what of it is not full."""
    scores = [
        round(median((report["categories"][each]["score"] or 0) * 100 for report in reports))
        for each in CATEGORIES
    ]
    sent = [f"{kilobytes(reports[0], kind):.1f} kB" for kind in KINDS]
    print(f"{name:<12}" + "".join(f"{shown:>15}" for shown in (*scores, *sent)))
    for audit in lacking(reports[0]):
        print(f"    {audit['score']}  {audit['id']} {audit.get('displayValue', '')}")


def kilobytes(report: dict[str, Any], kind: str) -> float:
    """What the browser fetched of that kind, asked for again to leave out the headers."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    return sum(map(size, {one["url"] for one in requests if one.get("resourceType") == kind})) / 1000


def size(url: str) -> int:
    place = urlsplit(url)
    connection = HTTPConnection(place.netloc)
    connection.request("GET", place.path, headers={"Accept-Encoding": "gzip"})
    return len(connection.getresponse().read())


def lacking(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The audits that count and are not full."""
    references = chain.from_iterable(each["auditRefs"] for each in report["categories"].values())
    counted = {one["id"] for one in references if one["weight"]}
    audits = (report["audits"][name] for name in sorted(counted))
    return [audit for audit in audits if audit["score"] not in {1, None}]


if __name__ == "__main__":
    main()
