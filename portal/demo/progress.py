"""What the seeder says while it works: a bar on a terminal, a line per step elsewhere."""

from collections.abc import Iterable, Sized
from time import monotonic
from typing import TextIO

WIDTH = 30


class Progress:
    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.is_terminal = stream.isatty()

    def run(self, name: str, batches: Iterable[Sized], total: int) -> None:
        """Let the batches come one by one, and show after each how far it has come."""
        began, done = monotonic(), 0
        for batch in batches:
            done += len(batch)
            self.show(name, done, max(total, done))
        line = f"{name}: {done:,} in {monotonic() - began:.1f} s"
        self.stream.write(f"\r{line:<{WIDTH * 3}}\n" if self.is_terminal else f"{line}\n")
        self.stream.flush()

    def show(self, name: str, done: int, total: int) -> None:
        if not self.is_terminal:
            return
        filled = WIDTH * done // max(total, 1)
        self.stream.write(f"\r{name} [{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {total:,}")
        self.stream.flush()
