"""Every page as each role meets it: for axe, on a phone, and for an HTML5 parser."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from tests import make
from tests.doors import DOORS, ROLES, Door, World
from tests.walk.check import faults, misnested, sign_in
from tests.walk.site import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]
FEEDS = {"finding:atom", "finding:calendar", "finding:json_feed"}
FRAGMENTS = {"matching:apply_state"}
FOR_ROBOTS = {"robots", "sitemap", "sitemap_section"}
NOT_PAGES = (
    {"healthz", "readyz", "dev_letter", "mfa_download_recovery_codes"} | FEEDS | FOR_ROBOTS | FRAGMENTS
)


def shown_first_to(role: str) -> Iterator[tuple[str, Door]]:
    """The pages that this role is the first on the list to see; what others see of them, the parser reads."""
    for name, door in DOORS.items():
        if name not in NOT_PAGES and next(filter(lambda one: door.status(one) == 200, ROLES), None) == role:
            yield name, door


@pytest.mark.parametrize("role", ["nobody", "a volunteer", "the owner", "a moderator"])
def test_axe_finds_nothing_and_the_console_is_silent(role: str, site: Site, browser: Browser) -> None:
    world = World()
    context = browser.new_context(locale="nb-NO", viewport={"width": 390, "height": 844})
    if user := world.people[role]:
        sign_in(context, site, user)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    found = {}
    for name, door in shown_first_to(role):
        page.goto(site.url + reverse(name, args=door.args(world)))
        found[name] = list(complaints) + faults(page)
        complaints.clear()  # axe itself trips over the policy
    context.close()

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_parser_has_nothing_to_mend(role: str, client: Client) -> None:
    world = World()
    if user := world.people[role]:
        make.sign_in(client, user)
    found = {}
    for name, door in DOORS.items():
        if door.status(role) == 200 and name not in NOT_PAGES:
            found[name] = misnested(client.get(reverse(name, args=door.args(world))).text)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
