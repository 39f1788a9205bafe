import importlib
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

import portal.urls
from portal import dev
from portal.models import Letter
from portal.tasks import send_letter
from tests import make

pytestmark = pytest.mark.django_db

POST = reverse("dev_letters")


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    """Let letters land in a folder, as on a developer's machine."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}


def write(subject: str, to: str = "eva@example.invalid") -> None:
    """Write a letter and send it."""
    content = {"subject": subject, "text": "Les dette: æøå", "code": "", "language": "nb"}
    send_letter(Letter.objects.create(kind="written", address=to, content=content).pk)


def test_the_newest_letters_come_first(client: Client) -> None:
    write("The first")
    write("The second")

    page = client.get(POST).text

    assert 0 < page.index("The second") < page.index("The first")
    assert "Les dette: æøå" in page


def test_an_old_letter_is_found_by_its_address_and_by_its_subject(client: Client) -> None:
    write("Velkommen på øya", to="kari@example.invalid")
    for number in range(dev.SHOWN):
        write(f"Digest {number}")

    assert "Velkommen" not in client.get(POST).text
    for sought in ("Kari@", "på Øya"):
        page = client.get(POST, {"q": sought})
        assert [letter["to"] for letter in page.context["letters"]] == ["kari@example.invalid"]
        assert f'value="{sought}"' in page.text
        number = page.context["letters"][0]["number"]
        assert "Velkommen" in client.get(reverse("dev_letter", args=[number])).text
    assert "No letter has this address or subject." in client.get(POST, {"q": "nobody"}).text


def test_a_letter_is_shown_as_its_reader_sees_it_and_runs_nothing(client: Client) -> None:
    write("The first")

    letter = client.get(reverse("dev_letter", args=[0]))

    assert "<p>Les dette: æøå</p>" in letter.text
    policy = letter.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_letter_that_is_not_there_does_not_exist(client: Client) -> None:
    assert client.get(reverse("dev_letter", args=[7])).status_code == 404


def test_an_empty_box_says_so(client: Client) -> None:
    assert "No letter has been sent yet." in client.get(POST).text


def test_the_code_of_an_invented_moderator_is_shown_and_of_a_real_one_never(client: Client) -> None:
    make.moderator(email="mona@example.invalid")
    make.moderator(email="mona@frivillig.no")

    period = int(time.time()) // 30
    page = client.get(POST).text

    codes = [format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", period + later)) for later in (0, 1)]
    assert any(code in page for code in codes)
    assert "mona@example.invalid" in page
    assert "mona@frivillig.no" not in page


def test_outside_a_developers_machine_these_pages_do_not_exist(settings: Settings) -> None:
    settings.DEBUG = False
    names = {getattr(entry, "name", None) for entry in importlib.reload(portal.urls).urlpatterns}
    settings.DEBUG = True
    importlib.reload(portal.urls)

    assert "front" in names
    assert not names & {"dev_letters", "dev_letter"}
