from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from matching import digests


class Command(BaseCommand):
    help = "Put together the digests that this week still owes; the worker sends them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        made = digests.compose(at=now())
        self.stdout.write(f"{made} digests are put together.")
