"""Ask a server for pages as fast as it answers: `python -m benchmarks.load PORT SECONDS ADDRESS`

A `{}` in the address becomes a number of its own in each request. Two connections that stay open.
"""

import os
import sys
import time
from http.client import HTTPConnection
from itertools import count
from threading import Thread
from urllib.parse import quote

HEADERS = {"Host": "localhost", "Accept-Encoding": "gzip"}


def ask(port: int, address: str, until: float, start: int, done: list[int]) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    for number in count(start):
        connection.request("GET", quote(address.format(number), safe="/?&="), headers=HEADERS)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            os._exit(1)  # the other thread too: a rate with errors in it says nothing
        if time.monotonic() > until:
            return
        done.append(number)


def main() -> None:
    port, seconds, address = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    done: list[int] = []
    until, begun = time.monotonic() + seconds, time.time_ns() // 1000
    threads = [Thread(target=ask, args=(port, address, until, begun + first, done)) for first in (0, 10**9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(done) / seconds)


if __name__ == "__main__":
    main()
