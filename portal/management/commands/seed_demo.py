"""A demo nation of invented volunteers, organisations and assignments."""

import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from matching.volunteers.models import Volunteer
from portal.demo.erase import erase
from portal.demo.nation import Size, build
from portal.demo.progress import Progress
from portal.management.commands import load_moderators
from portal.models import Municipality


class Command(BaseCommand):
    help = "Fill an empty database with invented people, organisations and assignments."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--volunteers", type=positive, default=2000)
        parser.add_argument("--assignments", type=positive, default=600)
        parser.add_argument("--organisations", type=positive, default=200)
        parser.add_argument("--seed", type=int, default=1, help="Another number gives another nation.")
        parser.add_argument("--today", type=date.fromisoformat, help="The day everything is told from.")
        parser.add_argument(
            "--again",
            action="store_true",
            help="Delete every account with an address ending in .invalid, and their organisations, first.",
        )
        parser.add_argument(
            "--yes-invented-people",
            action="store_true",
            help="Fill the database even though DEBUG is off.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not (settings.DEBUG or options["yes_invented_people"]):
            raise CommandError(
                "This fills the database with invented people, and DEBUG is off. "
                "Say --yes-invented-people if that is what you want."
            )
        if not Municipality.objects.exists():
            raise CommandError("There are no municipalities yet: run load_places_and_topics first.")
        if Volunteer.objects.exists() and not options["again"]:
            self.stdout.write(
                "There are volunteers already, so nothing is changed. Say --again to start over."
            )
            return
        size = Size(options["volunteers"], options["assignments"], options["organisations"])
        today, progress = options["today"] or timezone.localdate(), Progress(sys.stderr)
        with transaction.atomic():
            if options["again"]:
                erase(progress)
            call_command("load_moderators")
            moderators = Group.objects.get(name=load_moderators.NAME)
            build(size, seed=options["seed"], today=today, moderators=moderators, progress=progress)


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
