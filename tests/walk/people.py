"""People at a browser: each does what a person can, with forms, links and letters, and nothing else."""

import re
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.walk.post import text_of
from tests.walk.site import Site

PASSWORD = "fire grønne fjell"
CODE = re.compile(r"^\s*([A-Z0-9]{4,}(?:-[A-Z0-9]{3,})*)\s*$", re.MULTILINE)


@dataclass
class Person:
    """Somebody at a browser of their own."""

    site: Site
    page: Page
    email: str

    def open(self, name: str, *args: object) -> None:
        self.page.goto(self.site.url + reverse(name, args=args))

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"main select[name={name}]").select_option(value)

    def tick(self, name: str, value: str) -> None:
        """Tick a box or a radio, unfolding what it is folded into."""
        wanted = f'[name={name}][value="{value}"]'
        box = self.page.locator(f"main {wanted}")
        if not box.is_visible():
            self.page.locator(f"main details:has({wanted}) > summary").first.click()
        box.check()

    def send(self, action: str = "") -> None:
        """Press the main button of the page's form, or the one of the form that goes to an address."""
        form = f"main form[method=post][action*='{action}']" if action else "main form[method=post]"
        with self.page.expect_navigation():
            self.page.locator(f"{form} button[type=submit]").first.click()

    def sees(self, *texts: str) -> None:
        """The page says each of these; if not, the test shows what it says instead."""
        shown = self.page.locator("main, #content").first.inner_text()
        assert [text for text in texts if text not in shown] == [], shown

    def read_code(self, about: str = "") -> str:
        """The one-time code in the newest letter."""
        found = CODE.search(text_of(self.site.post.to(self.email, about=about)))
        assert found
        return found.group(1)


def arrive(browser: Browser, site: Site, email: str, *, on_phone: bool, with_javascript: bool) -> Person:
    """A person with a browser that has never been here."""
    context = browser.new_context(
        locale="nb-NO",
        viewport={"width": 390, "height": 844} if on_phone else {"width": 1280, "height": 900},
        java_script_enabled=with_javascript,
    )
    context.set_default_timeout(10_000)
    return Person(site, context.new_page(), email)
