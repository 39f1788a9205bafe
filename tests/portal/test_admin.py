from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from organisations import services
from portal import audit
from portal.letters import owed
from portal.models import AuditEntry, Letter, User
from portal.models.letters import GIVEN_UP_AFTER
from tests import make
from tests.courses import build

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)  # noqa: SLF001 - the admin's own list


@pytest.fixture
def superuser(client: Client) -> User:
    """A superuser, signed in."""
    superuser = make.moderator(is_superuser=True)
    make.sign_in(client, superuser)
    return superuser


def page(model: type[Model], name: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)  # noqa: SLF001


def something_of_everything() -> None:
    organisation = make.organisation(status="submitted")
    make.coordinator(of=organisation)
    services.verify(organisation, by=make.moderator())
    make.session(of=make.application().assignment)
    build.lesson()


@pytest.mark.usefixtures("superuser")
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_page_of_the_admin_shows_itself(client: Client, model: type[Model]) -> None:
    something_of_everything()

    assert client.get(page(model, "changelist")).status_code == 200
    assert client.get(page(model, "changelist"), {"q": "a"}).status_code == 200
    assert client.get(page(model, "changelist"), {"status": "all"}).status_code in {200, 302}
    for row in model._default_manager.all()[:2]:  # noqa: SLF001
        assert client.get(page(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize(
    "name", ["AuditEntry", "Letter", "Municipality", "County", "Topic", "Activity", "Group", "Icnpo", "Skill"]
)
@pytest.mark.usefixtures("superuser")
def test_the_log_the_outbox_and_the_lists_are_only_read(client: Client, name: str) -> None:
    something_of_everything()
    model = next(one for one in MODELS if one._meta.label == f"portal.{name}")  # noqa: SLF001
    row = model._default_manager.first()  # noqa: SLF001
    assert row

    assert client.get(page(model, "add")).status_code == 403
    assert client.get(page(model, "delete", row.pk)).status_code == 403
    assert client.post(page(model, "change", row.pk), {}).status_code == 403


def test_moderators_see_what_is_theirs_and_nothing_else(moderator_client: Client) -> None:
    shown = moderator_client.get("/admin/").text

    for path in ("organisations/organisation", "courses/course", "portal/auditentry"):
        assert f'href="/admin/{path}/"' in shown
    for path in ("portal/user", "portal/letter", "auth/group", "mfa/authenticator", "account/emailaddress"):
        assert f'href="/admin/{path}/"' not in shown
        assert moderator_client.get(f"/admin/{path}/").status_code == 403


def letter(**fields: Any) -> Letter:
    made = owed("written", to=make.user(), about=make.user())
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


@pytest.mark.usefixtures("superuser")
def test_the_outbox_tells_owed_lost_given_up_and_sent_apart(client: Client) -> None:
    now, long_ago = timezone.now(), timezone.now() - timedelta(hours=1)
    expected = {
        "owed": letter(due_at=long_ago),
        "lost": letter(due_at=long_ago, claimed_at=long_ago, is_repeatable=False),
        "given_up": letter(due_at=long_ago, attempts=GIVEN_UP_AFTER),
        "sent": letter(due_at=long_ago, claimed_at=long_ago, sent_at=now),
    }

    for state, one in expected.items():
        shown = client.get(page(Letter, "changelist"), {"state": state}).context["cl"].result_list
        assert list(shown) == [one], state


@pytest.mark.usefixtures("superuser")
def test_what_a_letter_says_is_never_shown(client: Client) -> None:
    code = letter(content={"subject": "Your code", "text": "738291"})

    assert "738291" not in client.get(page(Letter, "change", code.pk)).text
    assert "738291" not in client.get(page(Letter, "changelist")).text


@pytest.mark.usefixtures("superuser")
def test_the_secret_of_a_second_factor_is_never_shown(client: Client, superuser: User) -> None:
    authenticator = superuser.authenticator_set.get()  # type: ignore[attr-defined]  # allauth has no types

    shown = client.get(page(type(authenticator), "change", authenticator.pk)).text

    assert authenticator.data["secret"] not in shown


def test_a_superuser_makes_a_moderator_and_the_log_tells(client: Client, superuser: User) -> None:
    person = make.user(name="Kari Nordmann", email="kari@example.invalid")
    group = superuser.groups.get()
    form = {"is_active": "on", "is_staff": "on", "groups": [group.pk], "email": "x@example.invalid"}

    client.post(page(User, "change", person.pk), form | {"is_superuser": "on"})

    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser, person.email) == (True, False, "kari@example.invalid")
    assert list(person.groups.all()) == [group]
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.about, entry.by) == ("user.rights_changed", person, superuser)


def test_nobody_changes_their_own_rights(client: Client, superuser: User) -> None:
    assert client.post(page(User, "change", superuser.pk), {}).status_code == 403


@pytest.mark.parametrize("number", [2, 20])
@pytest.mark.usefixtures("superuser")
def test_the_log_asks_the_database_as_often_for_two_as_for_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _ in range(number):
        audit.record("user.tested", by=make.user(), about=make.user())
    client.get(page(AuditEntry, "changelist"))

    with django_assert_num_queries(8):
        client.get(page(AuditEntry, "changelist"))
