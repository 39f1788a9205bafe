"""Makes anew what assignments are found by."""

from typing import Any

from django.core.management.base import BaseCommand

from assignments.services import indexing


class Command(BaseCommand):
    help = "Write the search texts of all published assignments that differ, and count the words again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        written = sum(indexing.rebuild())
        self.stdout.write(f"{written} search texts written.")
