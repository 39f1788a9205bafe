"""The main job, end to end: from an organisation that needs somebody to a volunteer with an answer."""

from io import StringIO
from urllib.request import Request, urlopen

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from playwright.sync_api import Browser

from assignments.models import Assignment
from matching.models import Application
from matching.volunteers.models import Volunteer
from tests import make
from tests.walk import deeds
from tests.walk.people import PASSWORD, Person, arrive
from tests.walk.site import Site

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("site")]
SECRET = "DETTE7ER7EN7TEST7DETTE7ER7EN7TES"


def moderator(browser: Browser, site: Site) -> Person:
    """One of Frivillighet Norge's, who has signed in with her second factor."""
    call_command("load_moderators")
    user = make.moderator(email="mona@frivillighetnorge.invalid", password=PASSWORD)
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, SECRET)
    EmailAddress.objects.get_or_create(user=user, email=user.email, verified=True, primary=True)
    person = arrive(browser, site, user.email, on_phone=False, with_javascript=True)
    deeds.sign_in_with_second_factor(person, SECRET)
    return person


@pytest.mark.parametrize(
    ("on_phone", "with_javascript"),
    [(True, False), (False, True)],
    ids=["on a phone without JavaScript", "on a wide screen"],
)
def test_the_whole_walk(site: Site, browser: Browser, on_phone: bool, with_javascript: bool) -> None:
    name = "phone" if on_phone else "wide"
    mona = moderator(browser, site)
    kari = arrive(
        browser, site, f"kari-{name}@lykta.invalid", on_phone=on_phone, with_javascript=with_javascript
    )
    ada = arrive(
        browser, site, f"ada-{name}@example.invalid", on_phone=on_phone, with_javascript=with_javascript
    )

    organisation_is_verified_and_posts(mona, kari)
    volunteer_finds_what_suits_her_and_applies(ada)
    coordinator_answers(kari, ada)
    digest_reaches_her_and_can_be_stopped(ada)
    coordinator_learns(kari)


def organisation_is_verified_and_posts(mona: Person, kari: Person) -> None:
    deeds.sign_up(kari, "Kari Lykke")
    lykta = deeds.register(kari, "Besøkstjenesten Lykta")
    deeds.decide(mona, lykta, "reject", "Skriv litt mer om hva dere gjør.")
    deeds.assert_letter(kari, about="Lykta", says=("Skriv litt mer om hva dere gjør.",))
    kari.open("organisations:edit", lykta.pk)
    kari.fill(purpose="Vi besøker eldre som bor alene i Tromsø, og finner folk som passer sammen.")
    kari.send()
    deeds.decide(mona, lykta, "verify")
    deeds.assert_letter(kari, about="godkjent")
    visit = deeds.post(kari, "Besøksvenn for Ingrid")
    need = deeds.post(kari, "Flere besøksvenner", is_need=True)
    deeds.decide(mona, visit, "approve")
    deeds.decide(mona, need, "approve")
    deeds.assert_letter(kari, about="Flere besøksvenner")


def volunteer_finds_what_suits_her_and_applies(ada: Person) -> None:
    ada.open("front")
    ada.sees("Besøksvenn for Ingrid")
    ada.fill(q="besøksvenn")
    ada.page.locator("main form[role=search] button").first.click()
    ada.sees("Besøksvenn for Ingrid", "Flere besøksvenner")
    deeds.sign_up(ada, "Ada Nordmann")
    deeds.say_who_she_is(ada)
    assert ada.page.url.endswith("/for-deg/")
    first = ada.page.locator("main article").first
    assert 2 <= first.locator(".reasons li").count() <= 4
    ada.sees("Tromsø", "Besøksvenn for Ingrid")
    deeds.apply(ada, Assignment.objects.get(title="Besøksvenn for Ingrid"))
    ada.open("matching:my_page")
    ada.sees("Besøksvenn for Ingrid", "Sendt")


def coordinator_answers(kari: Person, ada: Person) -> None:
    application = Application.objects.get(assignment__title="Besøksvenn for Ingrid")
    deeds.assert_letter(kari, about="Ada Nordmann", says=("Besøksvenn for Ingrid",))
    deeds.answer(kari, application, "Velkommen! Vi ringer deg på mandag.")
    deeds.assert_letter(ada, about="Vi ringer deg", says=("Velkommen! Vi ringer deg på mandag.",))
    ada.open("matching:my_applications")
    ada.sees("Akseptert", "Velkommen! Vi ringer deg på mandag.")
    ada.page.goto(ada.site.url + application.assignment.get_absolute_url())
    assert ada.page.locator('main a[href*="/sok/"]').count() == 0


def digest_reaches_her_and_can_be_stopped(ada: Person) -> None:
    for number in range(3):
        make.assignment(title=f"Turvenn {number}", municipality=make.municipality("5501"), places=4)
    call_command("compose_digests", stdout=StringIO())
    deeds.assert_letter(ada, about="Turvenn 1", says=("Tromsø",))
    letter = ada.site.post.to(ada.email, about="Turvenn 1")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>")
    with urlopen(Request(address, data=b"List-Unsubscribe=One-Click")) as answer:  # noqa: S310 - ours
        assert answer.status == 200
    assert Volunteer.objects.get(user__email=ada.email).digest_frequency == "never"


def coordinator_learns(kari: Person) -> None:
    call_command("load_courses", stdout=StringIO())
    deeds.learn(kari)
