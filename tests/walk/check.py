"""What is asked of every page."""

from typing import Any

import html5lib
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from portal.models import User
from tests import make
from tests.walk.site import Site

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def sign_in(context: BrowserContext, site: Site, user: User) -> None:
    """Give the browser a session, as if the user had just signed in."""
    client = Client()
    make.sign_in(client, user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def faults(page: Page) -> list[str]:
    """What is wrong with the page that the browser shows: for axe, on a narrow screen, and in the outline."""
    found = [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in axe(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than the screen")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first level")
    return found


def axe(page: Page) -> list[dict[str, Any]]:
    violations: list[dict[str, Any]] = AXE.run(page, options=RULES).response["violations"]
    return violations


def misnested(html: str) -> list[str]:
    """Where an HTML5 parser finds something it has to mend."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"{code} at {position} {details}" for position, code, details in parser.errors]
