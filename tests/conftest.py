"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from assignments.finding.shelf import KEEPER
from matching import offers
from matching.offers import KEEPER as OFFERS
from portal.management.commands import load_places_and_topics
from portal.models import Distance, Municipality
from tests import make


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Fill the test database with municipalities, topics and the rest, once.

    Django empties the tables it manages after each test with real transactions; distances are left standing.
    """
    with django_db_blocker.unblock():
        call_command("load_places_and_topics")
    Distance._meta.managed = False  # noqa: SLF001


@pytest.fixture(autouse=True)
def lists(request: pytest.FixtureRequest) -> None:
    """Fill the lists again where a test with real transactions has emptied every table."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        return
    request.getfixturevalue("transactional_db" if marker.kwargs.get("transaction") else "db")
    if not Municipality.objects.exists():
        load_places_and_topics.load()


@pytest.fixture(autouse=True)
def english(settings: Settings) -> Iterator[None]:
    """Tests read the source strings; what is shown in bokmål has tests of its own."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def moderator_client() -> Client:
    """A moderator with a second factor, signed in to the admin."""
    client = Client()
    make.sign_in(client, make.moderator())
    return client


@pytest.fixture(autouse=True)
def empty_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another test took back must not stand there any more, and what this one writes stands at once."""
    KEEPER.forget()
    OFFERS.forget()
    monkeypatch.setattr(offers, "PAUSE_SECONDS", 0)
