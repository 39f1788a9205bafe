"""The steps of the walk, each as the person does it who takes it."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from assignments.models import Assignment
from matching.models import Application
from organisations.models import Organisation
from tests import make
from tests.walk.people import PASSWORD, Person
from tests.walk.post import html_of, text_of


def sign_up(person: Person, name: str) -> None:
    """A name, an address, a password, and the code from the letter."""
    person.open("account_signup")
    person.fill(name=name, email=person.email, password1=PASSWORD)
    person.send()
    person.fill(code=person.read_code())
    person.send()


def sign_in_with_second_factor(person: Person, secret: str) -> None:
    """To the admin by way of the sign-in and the code of the app."""
    person.page.goto(person.site.url + "/admin/")
    person.fill(login=person.email, password=PASSWORD)
    person.send()
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    person.fill(code=format_hotp_value(hotp_value(secret, counter)))
    person.send()


def register(person: Person, name: str) -> Organisation:
    person.open("organisations:register")
    person.fill(name=name, number="123 456 789", purpose="Vi besøker dem som er alene.")
    person.fill(contact_email="post@lykta.invalid")
    person.choose("municipality", "5501")
    person.send()
    person.sees("siste sifferet")
    person.fill(number=make.organisation_number())
    person.send()
    person.sees(name)
    return Organisation.objects.get(name=name)


def decide(moderator: Person, thing: Organisation | Assignment, deed: str, reason: str = "") -> None:
    """Decide on what waits, from the front page of the admin to the page of the thing."""
    kind = thing._meta  # noqa: SLF001 - the documented way to a model's names
    queue = reverse(f"admin:{kind.app_label}_{kind.model_name}_changelist")
    moderator.page.goto(moderator.site.url + reverse("admin:index"))
    moderator.page.locator(f'a[href^="{queue}"]').first.click()
    moderator.page.get_by_role("link", name=str(thing)).first.click()
    moderator.page.locator("[name=reason]").fill(reason)
    with moderator.page.expect_navigation():
        moderator.page.locator(f"button[name=deed][value={deed}]").click()


def post(person: Person, title: str, *, is_need: bool = False) -> Assignment:
    """Write an assignment with two evenings a week and one place, or a need; look at it, and send it in."""
    person.page.goto(person.site.url + reverse("assignments:create") + ("?type=behov" if is_need else ""))
    person.fill(title=title, summary="Gå en tur og ta en kaffe med en som gjerne vil ha selskap.")
    person.fill(description="Du besøker **én person** hver uke.\n\n- Vi møtes først\n- Du får kurs")
    person.tick("activities", "besoksvenn")
    person.tick("groups", "eldre")
    person.tick("rhythm", "regular")
    person.choose("municipality", "5501")
    for slot in ("5", "11"):
        person.tick("slots", slot)
    if not is_need:
        person.fill(places="1")
    person.send()
    person.sees(title, "én person")
    person.send("/send/")
    return Assignment.objects.get(title=title)


def say_who_she_is(person: Person) -> None:
    """Interests, when, where: the three steps after signing up."""
    person.tick("activities", "besoksvenn")
    person.tick("groups", "eldre")
    person.send()
    person.tick("slots", "5")
    person.tick("rhythm", "regular")
    person.send()
    person.choose("municipality", "5501")
    person.tick("max_km", "30")
    person.send()


def apply(person: Person, assignment: Assignment) -> Application:
    person.page.goto(person.site.url + assignment.get_absolute_url())
    person.sees(assignment.title, assignment.organisation.name)
    person.page.locator(f'main a[href*="{assignment.pk}-"][href*="/sok/"]').first.click()
    person.fill(message="Jeg er rolig og liker å gå tur.")
    person.send()
    return Application.objects.get(assignment=assignment, volunteer__user__email=person.email)


def answer(person: Person, application: Application, reply: str) -> None:
    """From the desk to the applicant, and say yes."""
    person.open("matching:desk")
    person.page.locator(f'main a[href*="/oppdrag/{application.assignment_id}/soknader/"]').first.click()
    person.page.locator(f'main a[href*="/soknader/{application.pk}/"]').first.click()
    person.sees("Jeg er rolig og liker å gå tur.")
    person.tick("status", "accepted")
    person.fill(reply=reply)
    person.send()


def learn(person: Person) -> None:
    """Take the first lesson: tick, answer a question wrongly, go on."""
    person.open("courses:courses")
    person.page.locator('main a[href*="/kurs/rekruttering/"]').first.click()
    person.page.locator('main a[href*="/hvem-mangler/"]').first.click()
    person.page.locator("#checklist input[type=checkbox]").first.check()
    person.send("/huskeliste/")
    person.send("/lest/")
    assert "hvorfor-sporre" in person.page.url


def assert_letter(person: Person, *, about: str, says: tuple[str, ...] = ()) -> None:
    """A letter came, in text and in HTML, and both say it."""
    letter = person.site.post.to(person.email, about=about)
    for text in says:
        assert text in text_of(letter), text_of(letter)
        assert text in html_of(letter)
