"""What people read: in their own language, and the right words for one and for several."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from pytest_django.fixtures import Settings

from assignments.models import Assignment
from matching.models import Application
from organisations.models import Organisation
from portal import audit
from portal.deeds import DEEDS
from tests import make

APPS = ("portal", "organisations", "assignments", "matching")


def recorded() -> Iterator[str]:
    """Each deed that the code gives to the log by its name."""
    for app in APPS:
        for path in (Path(settings.HERE) / app).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record":
                    deed = call.args[0]
                    if isinstance(deed, ast.Constant):
                        yield str(deed.value)


def test_every_deed_in_the_log_has_words() -> None:
    answers = {f"application.{status}" for status in Application.Status if status != "new"}
    decisions = {f"organisation.{status}" for status in Organisation.Status if status != "draft"}
    published = {f"assignment.{status}" for status in Assignment.Status if status != "draft"}

    assert {*recorded(), *answers, *decisions, *published} <= set(DEEDS)


@pytest.mark.django_db
def test_the_log_is_read_as_sentences(moderator_client: Client) -> None:
    audit.record("organisation.registered", by=make.user(), about=make.organisation(name="Kattehuset"))

    page = moderator_client.get(reverse("admin:portal_auditentry_changelist")).text

    assert "Registered the organisation" in page
    assert "What it is about" in page
    assert "organisation.registered</" not in page


def test_a_short_password_is_refused_in_bokmaal() -> None:
    with translation.override("nb"), pytest.raises(ValidationError) as refusal:
        validate_password("kort")

    assert refusal.value.messages == ["Passordet er for kort. Det må ha minst 10 tegn."]


@pytest.mark.parametrize(
    "text",
    ["Run", "Show counts", "Skip to main content", "- Select an option -", "Model name", "Breadcrumbs"],
)
def test_what_django_lacks_is_said_in_bokmaal(text: str) -> None:
    with translation.override("nb"):
        assert gettext(text) != text


def test_what_django_says_badly_is_said_better() -> None:
    limit = "Ensure this value has at most %(limit_value)d character (it has %(show_value)d)."
    with translation.override("nb"):
        assert gettext("This field is required.") == "Dette må fylles ut."
        assert ngettext(limit, limit.replace("character ", "characters "), 3).startswith("Skriv høyst")


@pytest.mark.django_db
def test_the_admin_is_in_bokmaal(moderator_client: Client, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "nb"
    with translation.override("nb"):
        page = moderator_client.get(
            reverse("admin:portal_municipality_changelist"), headers={"accept-language": "nb"}
        ).text

    for english in ("Show counts", "Skip to main content", "Etter county", "Search kommuner", "Toggle theme"):
        assert english not in page
