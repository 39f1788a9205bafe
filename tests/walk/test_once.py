"""A form that is sent twice at once arrives once."""

import pytest
from playwright.sync_api import Browser

from organisations.models import Organisation
from tests import make
from tests.walk.check import sign_in
from tests.walk.people import arrive
from tests.walk.site import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]


def test_a_button_pressed_twice_sends_its_form_once(site: Site, browser: Browser) -> None:
    person = arrive(browser, site, "kari@lykta.invalid", on_phone=True, with_javascript=True)
    sign_in(person.page.context, site, make.user(email=person.email))
    sent: list[str] = []
    person.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    person.open("organisations:register")
    person.fill(name="Lykta", number=make.organisation_number(), purpose="Vi besøker dem som er alene.")
    person.fill(contact_email="post@lykta.invalid")
    person.choose("municipality", "5501")

    with person.page.expect_navigation():
        person.page.locator("main form[method=post] button[type=submit]").dblclick(no_wait_after=True)

    assert len(sent) == 1
    assert Organisation.objects.filter(name="Lykta").count() == 1
