"""What is done with a card when the net is gone: said at that card, and nothing else happens."""

import pytest
from playwright.sync_api import Browser, expect

from matching.steering.models import Dismissal
from tests.walk.site import Site
from tests.walk.test_steering import TITLE, at_her_list

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]


def test_a_deed_that_does_not_come_through_is_told_at_the_card(site: Site, browser: Browser) -> None:
    page = at_her_list(browser, site, with_javascript=True).page
    page.route("**/ikke-for-meg/**", lambda route: route.abort())

    page.locator(".deeds button").first.press("Enter")

    told = page.locator(".steered").filter(has_text=TITLE).get_by_role("alert")
    expect(told).to_be_in_viewport()
    expect(page.locator("#search-failed")).to_be_hidden()
    assert not Dismissal.objects.exists()
