"""The way back in a browser: to the search one left, and to nothing personal after signing out."""

import pytest
from playwright.sync_api import Browser, expect

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


def test_back_leads_to_the_whole_search_one_left(site: Site, browser: Browser) -> None:
    make.assignment(title="Besøksvenn for Åse")
    make.assignment(title="Trene fotballag", summary="Ballspill", description="", activities=("trener",))
    person = arrive(browser, site, "", on_phone=False, with_javascript=True)
    person.open("finding:assignments")
    other = person.page.get_by_role("link", name="Besøksvenn for Åse")
    search(person, "fotballag")
    expect(other).to_have_count(0)
    person.page.go_back()

    expect(other).to_be_visible()
    expect(person.page.locator("header")).to_have_count(1)


def test_back_after_signing_out_shows_nothing_of_the_person(site: Site, browser: Browser) -> None:
    person = arrive(browser, site, "kari@lykta.invalid", on_phone=False, with_javascript=True)
    sign_in(person.page.context, site, make.user(email=person.email))
    person.open("matching:my_page")
    person.open("finding:assignments")
    search(person, "friend")
    person.page.locator("footer form[action*=logout] button").click()
    person.page.wait_for_url(f"{site.url}/")
    person.page.go_back(wait_until="commit")

    expect(person.page.locator("main")).to_be_visible()
    expect(person.page.locator("footer form[action*=logout]")).to_have_count(0)
