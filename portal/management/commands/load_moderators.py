"""Load the group of moderators. Safe to run at each release: the group gets exactly what stands here."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

NAME = "Moderatorer"
MAY = {
    "organisations": ("view_organisation", "change_organisation", "view_coordinator"),
    "assignments": ("view_assignment", "change_assignment", "view_session"),
    "courses": (
        *("view_course", "change_course", "view_module", "add_module", "change_module"),
        *("view_lesson", "add_lesson", "change_lesson"),
        *("view_question", "add_question", "change_question", "delete_question"),
    ),
    "dials": ("view_dials", "add_dials"),
    "learning": ("view_outcome",),
    "portal": (
        *("view_auditentry", "view_county", "view_municipality", "view_icnpo"),
        *("view_topic", "view_activity", "view_group", "view_skill"),
        *("view_report", "change_report"),
    ),
}


class Command(BaseCommand):
    help = "Load the group of moderators with what its members may do."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Moderators decide and edit courses; accounts and letters are for superusers."""
        group, _is_new = Group.objects.get_or_create(name=NAME)
        wanted = {(app, codename) for app, codenames in MAY.items() for codename in codenames}
        found = {
            (right.content_type.app_label, right.codename): right
            for right in Permission.objects.select_related("content_type")
        }
        if missing := wanted - found.keys():
            raise CommandError(f"Migrate first: no such permission as {sorted(missing)}.")
        group.permissions.set(found[right] for right in wanted)
