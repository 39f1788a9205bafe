"""The table of doors: every address, and what each role meets there with a plain GET.

Columns: nobody, a volunteer (who has applied), the owner of the organisation, a reader of it (a role that
may only read), a coordinator of another organisation, a moderator. 302 leads nobody to the sign-in, and
others on; 404 is what does not exist for you, 403 what your role does not give, 405 takes only a POST.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command

import portal.urls  # noqa: F401 - while DEBUG is on, with the pages of a developer's machine
from assignments.finding import alerts
from matching import digests
from matching.inviting import services as inviting
from matching.steering import services as steering
from organisations.models import Coordinator
from portal.models import User
from tests import make

ROLES = ("nobody", "a volunteer", "the owner", "a reader", "a stranger", "a moderator")


class World:
    """One organisation with an assignment somebody has applied to, and everyone who may come to a door."""

    def __init__(self) -> None:
        call_command("load_courses", stdout=StringIO())
        self.assignment = make.assignment(title="Besøksvenn")
        self.organisation = self.assignment.organisation
        self.draft = make.assignment(organisation=self.organisation, status="draft", published_at=None)
        self.volunteer = make.volunteer()
        self.application = make.application(to=self.assignment, volunteer=self.volunteer)
        self.put_away = steering.dismiss(make.assignment(title="Leksehjelp"), by=self.volunteer)
        make.invitation(volunteer=self.volunteer, greeting="Kom gjerne!")
        make.volunteer(user=make.user(name="Ida Moe"), is_visible=True)
        make.invitation(to=self.assignment)
        self.search = make.saved_search(user=self.volunteer.user)
        reader = make.coordinator(of=self.organisation, role=Coordinator.Role.READ_ONLY)
        self.people: dict[str, User | None] = {
            "nobody": None,
            "a volunteer": self.volunteer.user,
            "the owner": make.coordinator(of=self.organisation).user,
            "a reader": reader.user,
            "a stranger": make.coordinator(of=make.organisation()).user,
            "a moderator": make.moderator(),
        }


@dataclass(frozen=True)
class Door:
    """`statuses` in the order of ROLES; `args` of the address in a world."""

    statuses: str
    args: Callable[[World], list[object]] = lambda _world: []

    def status(self, role: str) -> int:
        return int(self.statuses.split()[ROLES.index(role)])


def assignment(world: World) -> list[object]:
    return [world.assignment.pk]


def public_assignment(world: World) -> list[object]:
    return [world.assignment.pk, world.assignment.slug]


def draft(world: World) -> list[object]:
    return [world.draft.pk]


def organisation(world: World) -> list[object]:
    return [world.organisation.pk]


def public_organisation(world: World) -> list[object]:
    return [world.organisation.pk, world.organisation.slug]


def application(world: World) -> list[object]:
    return [world.application.pk]


def put_away(world: World) -> list[object]:
    return [world.put_away.assignment_id]


def token(world: World) -> list[object]:
    return [digests.token(world.volunteer)]


def search(world: World) -> list[object]:
    return [world.search.pk]


def token_of_alerts(world: World) -> list[object]:
    return [alerts.token(world.search)]


def token_of_invitations(world: World) -> list[object]:
    return [inviting.token(world.volunteer)]


def always(*args: object) -> Callable[[World], list[object]]:
    return lambda _world: list(args)


LESSON = ("rekruttering", 1, "hvem-mangler")
PUBLIC = "200 200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200 200"
ELSEWHERE = "302 302 302 302 302 302"

DOORS = {
    "front": Door(PUBLIC),
    "about": Door(PUBLIC),
    "privacy": Door(PUBLIC),
    "accessibility": Door(PUBLIC),
    "terms": Door(PUBLIC),
    "robots": Door(PUBLIC),
    "sitemap": Door(PUBLIC),
    "sitemap_section": Door(PUBLIC, always("oppdrag")),
    "healthz": Door(PUBLIC),
    "readyz": Door(PUBLIC),
    "set_language": Door(ELSEWHERE),
    "dev_letters": Door(PUBLIC),
    "dev_letter": Door("404 404 404 404 404 404", always(999_999)),
    # assignments
    "finding:assignments": Door(PUBLIC),
    "finding:here": Door("405 405 405 405 405 405"),
    "finding:map": Door(PUBLIC),
    "finding:save": Door(SIGNED_IN),
    "finding:saved_searches": Door(SIGNED_IN),
    "finding:change_search": Door("302 200 404 404 404 404", search),
    "finding:see_new": Door("302 405 405 405 405 405", search),
    "finding:delete_search": Door("302 405 405 405 405 405", search),
    "finding:stop": Door(PUBLIC, token_of_alerts),
    "finding:atom": Door(PUBLIC),
    "finding:calendar": Door(PUBLIC),
    "finding:json_feed": Door(PUBLIC),
    "assignments:assignment": Door(PUBLIC, public_assignment),
    "assignments:report": Door(PUBLIC, public_assignment),
    "assignments:report_thanks": Door(PUBLIC, public_assignment),
    "assignments:create": Door("302 403 200 403 200 403"),
    "assignments:edit": Door("302 404 200 403 404 404", draft),
    "assignments:preview": Door("302 404 200 200 404 404", draft),
    "assignments:submit": Door("302 405 405 405 405 405", draft),
    "assignments:close": Door("302 404 200 403 404 404", assignment),
    # organisations and their courses
    "organisations:organisations": Door(PUBLIC),
    "organisations:organisation": Door(PUBLIC, public_organisation),
    "organisations:report": Door(PUBLIC, public_organisation),
    "organisations:report_thanks": Door(PUBLIC, public_organisation),
    "organisations:register": Door(SIGNED_IN),
    "organisations:edit": Door("302 404 200 403 404 404", organisation),
    "courses:courses": Door(PUBLIC),
    "courses:course": Door(PUBLIC, always("rekruttering")),
    "courses:lesson": Door(PUBLIC, always(*LESSON)),
    "courses:tick": Door("200 200 405 405 405 405", always(*LESSON)),
    "courses:answer": Door("200 200 405 405 405 405", always(*LESSON, 1)),
    "courses:complete": Door("200 200 405 405 405 405", always(*LESSON)),
    # volunteers, applications and answers
    "volunteers:profile": Door(SIGNED_IN),
    "volunteers:interests": Door(SIGNED_IN),
    "volunteers:when": Door(SIGNED_IN),
    "volunteers:where": Door(SIGNED_IN),
    "volunteers:more": Door(SIGNED_IN),
    "inviting:audience": Door("302 403 200 403 200 403"),
    "inviting:fitting": Door("302 404 200 403 404 404", assignment),
    "inviting:invite": Door("302 405 405 405 405 405", always(1, 1)),
    "inviting:decline": Door("302 405 405 405 405 405", always(1)),
    "inviting:stop": Door(PUBLIC, token_of_invitations),
    "steering:how": Door("302 200 302 302 302 302"),
    "steering:change": Door("302 302 302 302 302 302"),
    "steering:dismissal": Door("302 200 404 404 404 404", put_away),
    "steering:take_back": Door("302 302 302 302 302 302", put_away),
    "steering:more": Door("302 200 404 404 404 404", assignment),
    "steering:less": Door("302 302 302 302 302 302", assignment),
    "matching:for_you": Door(SIGNED_IN),
    "matching:unsubscribe": Door(PUBLIC, token),
    "matching:my_page": Door(SIGNED_IN),
    "matching:my_applications": Door(SIGNED_IN),
    "matching:withdraw": Door("302 200 404 404 404 404", application),
    "matching:apply": Door(SIGNED_IN, public_assignment),
    "matching:apply_state": Door(SIGNED_IN, public_assignment),
    "matching:desk": Door(SIGNED_IN),
    "matching:applications": Door("302 404 200 403 404 404", assignment),
    "matching:answer": Door("302 404 200 403 404 404", application),
    # the account
    "account_login": Door("200 302 302 302 302 302"),
    "account_logout": Door(SIGNED_IN),
    "account_inactive": Door(PUBLIC),
    "account_signup": Door("200 302 302 302 302 302"),
    "account_reauthenticate": Door("302 403 403 403 403 302"),
    "account_email": Door(SIGNED_IN),
    "account_email_verification_sent": Door(ELSEWHERE),
    "account_change_password": Door(ELSEWHERE),
    "account_set_password": Door(SIGNED_IN),
    "account_reset_password": Door(PUBLIC),
    "account_confirm_login_code": Door(ELSEWHERE),
    "account_confirm_password_reset_code": Door(ELSEWHERE),
    "account_complete_password_reset": Door(ELSEWHERE),
    "account_password_reset_completed": Door(PUBLIC),
    "account_request_login_code": Door("200 302 302 302 302 302"),
    # the second factor
    "mfa_index": Door(SIGNED_IN),
    "mfa_authenticate": Door(ELSEWHERE),
    "mfa_reauthenticate": Door("302 403 403 403 403 200"),
    "mfa_activate_totp": Door(ELSEWHERE),
    "mfa_deactivate_totp": Door("302 404 404 404 404 302"),
    "mfa_view_recovery_codes": Door("302 404 404 404 404 404"),
    "mfa_generate_recovery_codes": Door("302 200 200 200 200 302"),
    "mfa_download_recovery_codes": Door("302 404 404 404 404 404"),
    "mfa_list_webauthn": Door(SIGNED_IN),
    "mfa_add_webauthn": Door(ELSEWHERE),
    "mfa_reauthenticate_webauthn": Door("302 403 403 403 403 302"),
    "mfa_remove_webauthn": Door("302 404 404 404 404 302", always(999_999)),
    "mfa_edit_webauthn": Door("302 404 404 404 404 302", always(999_999)),
    "mfa_login_webauthn": Door(ELSEWHERE),
}
