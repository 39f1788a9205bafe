"""The way back in a browser: to the search one left, and to nothing personal after signing out."""

import pytest
from playwright.sync_api import Browser, Page

from tests import make
from tests.walk.check import sign_in
from tests.walk.people import Person, arrive
from tests.walk.site import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]


def search(person: Person, words: str) -> None:
    """Search without leaving the page."""
    with person.page.expect_response(lambda answer: "q=" in answer.url):
        person.page.locator("main input[name=q]").fill(words)
        person.page.locator("main input[name=q]").press("Enter")
    person.page.wait_for_url(f"**q={words}*")


def text(page: Page) -> str:
    page.wait_for_load_state()
    return page.locator("body").inner_text()


def test_back_leads_to_the_whole_search_one_left(site: Site, browser: Browser) -> None:
    make.assignment(title="Besøksvenn for Åse")
    make.assignment(title="Trene fotballag", summary="Ballspill", description="", activities=("trener",))
    person = arrive(browser, site, "", on_phone=False, with_javascript=True)
    person.open("finding:assignments")
    search(person, "fotballag")
    assert "Besøksvenn for Åse" not in text(person.page)
    person.page.go_back()
    person.page.wait_for_url("**/oppdrag/")

    assert "Besøksvenn for Åse" in text(person.page)
    assert person.page.locator("header").count() == 1


def test_back_after_signing_out_shows_nothing_of_the_person(site: Site, browser: Browser) -> None:
    person = arrive(browser, site, "kari@lykta.invalid", on_phone=False, with_javascript=True)
    sign_in(person.page.context, site, make.user(email=person.email))
    person.open("matching:my_page")
    person.open("finding:assignments")
    search(person, "friend")
    person.page.locator("footer form[action*=logout] button").click()
    person.page.wait_for_url(f"{site.url}/")
    seen = []
    for _step in range(3):
        person.page.go_back()
        seen.append((person.page.locator("footer form[action*=logout]").count(), person.page.url))

    assert [count for count, _url in seen] == [0, 0, 0], seen
