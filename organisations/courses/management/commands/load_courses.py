from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from organisations.courses import loading, written


class Command(BaseCommand):
    help = (
        "Load the courses that are written in files. Safe to run at each release. What is new is added, and "
        "a new course is published. A course, module or lesson that stands exactly as it was last loaded is "
        "updated. What a moderator has edited since is left alone and named; --overwrite replaces it too. "
        "Nothing is deleted, a course that was taken down stays down, and lessons keep the order moderators "
        "gave them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=written.CONTENT, help="where the courses are")
        parser.add_argument("--overwrite", action="store_true", help="replace what moderators have edited")

    def handle(self, *_args: Any, folder: Path, overwrite: bool, **_options: Any) -> None:
        courses = written.courses(folder)
        for part, outcome in loading.load(courses, at=timezone.now(), overwrite=overwrite):
            self.stdout.write(f"{part}: {outcome}")
