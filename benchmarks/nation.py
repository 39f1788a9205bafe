"""A demo nation in a scratch database, for a benchmark to ask."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings, setup_databases, teardown_databases
from django.utils.timezone import localdate

from portal import servers

HERE = Path(__file__).resolve().parent.parent
FOLDER = HERE / "var" / "bench"


@contextmanager
def scratch() -> Iterator[None]:
    """Start PostgreSQL and Valkey, and Django on an empty database that is thrown away afterwards."""
    os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    with servers.running(FOLDER, is_test=True):
        django.setup()
        settings.DEBUG = False
        logging.disable()
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            yield
        finally:
            teardown_databases(databases, verbosity=0)


@contextmanager
def without_cache() -> Iterator[None]:
    """Keep nothing between two pages, in this process."""
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    with override_settings(CACHES=dict.fromkeys(settings.CACHES, dummy)):
        yield


def invent(*, assignments: int, organisations: int, volunteers: int = 2000) -> None:
    """Fill the database with a nation of that size, in place of what was there."""
    call_command("load_places_and_topics")
    call_command(
        "seed_demo",
        assignments=assignments,
        organisations=organisations,
        volunteers=volunteers,
        again=True,
        yes_invented_people=True,
    )


def invent_open(wanted: int) -> int:
    """Fill the database until so many assignments are open, and a fifth as many organisations."""
    invent(assignments=wanted * 3 // 2, organisations=max(50, wanted // 5))
    return int(apps.get_model("assignments", "Assignment").objects.open(on=localdate()).count())
