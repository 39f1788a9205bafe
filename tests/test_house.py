"""The house keeps its own rules: every door is on the list, and nothing has grown too long."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.models import User
from tests import make
from tests.doors import DOORS, ROLES, World

HERE = Path(settings.HERE)
APPS = ("portal", "organisations", "assignments", "matching")
INCLUDE = re.compile(r'{%\s*include "([^"]+)"([^%]*)%}')


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The name of every address, «app:noun», without Django admin, which has one rule of its own."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield prefix + str(entry.name)
        elif entry.namespace != "admin":
            yield from names(entry, f"{entry.namespace}:" if entry.namespace else prefix)


def test_every_address_has_a_row_in_the_table_of_doors() -> None:
    assert set(names(get_resolver())) == set(DOORS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_who_may_go_through_which_door(client: Client, role: str) -> None:
    world = World()
    if user := world.people[role]:
        make.sign_in(client, user)
    found = {}
    for name, door in DOORS.items():
        found[name] = client.get(reverse(name, args=door.args(world))).status_code

    assert found == {name: door.status(role) for name, door in DOORS.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("a volunteer", 404), ("a moderator", 200)])
def test_the_admin_is_for_moderators(client: Client, who: str, status: int) -> None:
    if user := World().people[who]:
        make.sign_in(client, user)

    assert client.get(reverse("admin:index")).status_code == status


def sources(pattern: str = "*.py") -> Iterator[Path]:
    for app in (*APPS, "tests", "benchmarks"):
        yield from (file for file in (HERE / app).rglob(pattern) if "migrations" not in file.parts)


def test_no_module_is_longer_than_300_lines() -> None:
    assert [file for file in sources() if len(file.read_text().splitlines()) > 300] == []


def test_no_function_is_longer_than_25_lines() -> None:
    too_long = [
        f"{file.relative_to(HERE)}:{node.lineno} {node.name}"
        for file in sources()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 25
    ]

    assert too_long == []


def test_no_template_is_longer_than_80_lines() -> None:
    templates = (HERE / "templates").rglob("*.*")

    assert [file for file in templates if len(file.read_text().splitlines()) > 80] == []


def needs_token(template: str) -> bool:
    """Whether a form in it, or in what it includes, has to prove whence it comes."""
    text = (HERE / "templates" / template).read_text()
    return "{% csrf_token %}" in text or any(needs_token(part) for part, _with in INCLUDE.findall(text))


def test_what_is_included_alone_is_given_the_token_its_forms_need() -> None:
    left_without = [
        f"{file.relative_to(HERE)}: {part}"
        for file in (HERE / "templates").rglob("*.html")
        for part, given in INCLUDE.findall(file.read_text())
        if given.split()[-1:] == ["only"] and "csrf_token=csrf_token" not in given and needs_token(part)
    ]

    assert left_without == []


def test_every_model_lists_what_is_personal() -> None:
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in APPS:
            continue
        personal = set(getattr(model, "personal", ()))
        fields = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001
        about_users = {
            name for name, field in fields.items() if field.concrete and field.related_model is User
        }
        assert personal <= set(fields), model
        assert about_users <= personal, model
