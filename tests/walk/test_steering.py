"""Steering one's list in a browser, by keyboard alone, with JavaScript and without."""

import pytest
from playwright.sync_api import Browser, expect

from tests import make
from tests.walk.check import faults, sign_in
from tests.walk.people import Person, arrive
from tests.walk.site import Site

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("site"),
    pytest.mark.parametrize("with_javascript", [True, False]),
]
TITLE = "Fest i parken"


def at_her_list(browser: Browser, site: Site, *, with_javascript: bool) -> Person:
    """A volunteer on a phone with one assignment in her list."""
    make.assignment(title=TITLE, activities=("arrangement",))
    volunteer = make.volunteer(activities=("besoksvenn",))
    person = arrive(browser, site, volunteer.user.email, on_phone=True, with_javascript=with_javascript)
    sign_in(person.page.context, site, volunteer.user)
    person.open("matching:for_you")
    return person


def test_put_away_and_taken_back(site: Site, browser: Browser, *, with_javascript: bool) -> None:
    page = at_her_list(browser, site, with_javascript=with_javascript).page
    card, line = page.locator(".card__link", has_text=TITLE), page.locator(".put-away")

    page.locator(".deeds button").first.press("Enter")

    expect(line).to_contain_text(TITLE)
    expect(card).to_have_count(0)
    if with_javascript:
        expect(line).to_be_focused()
        assert faults(page) == []
    line.locator("summary").press("Enter")
    line.locator("button[value=far]").press("Enter")
    expect(line.locator("a[href='/min-side/profil/sted/?endre']")).to_be_visible()
    line.locator("form button").first.press("Enter")
    expect(card).to_be_visible()


def test_more_like_it_and_undone(site: Site, browser: Browser, *, with_javascript: bool) -> None:
    page = at_her_list(browser, site, with_javascript=with_javascript).page

    page.locator(".deeds button").nth(1).press("Enter")
    undo = page.locator("form[action$='/angre/'] button, button[formaction$='/angre/']")
    expect(undo).to_be_visible()
    if with_javascript:
        expect(page.locator(".deeds > button")).to_have_count(1)  # «not for me» is still there
    undo.press("Enter")

    expect(page.locator(".deeds")).to_be_visible()
    expect(page.locator(".ds-alert[data-color=success]")).to_be_visible()
