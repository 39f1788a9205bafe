"""What search engines are told: which pages there are, and where they need not look."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from organisations.courses.models import Course
from organisations.models import Organisation
from portal import sitemaps
from tests import make

pytestmark = pytest.mark.django_db

HERE = "https://frivillig.example"


@pytest.fixture(autouse=True)
def one_name(settings: Settings) -> None:
    settings.SITE_URL = HERE


def addresses(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return re.findall(r"<loc>(.*?)</loc>", answer.text)


def test_the_index_names_every_part_and_when_it_changed(client: Client) -> None:
    assignment = make.assignment()

    parts = addresses(client, "/sitemap.xml")

    assert parts == [f"{HERE}/sitemap-{name}.xml" for name in ("sider", "kurs", "organisasjoner", "oppdrag")]
    assert assignment.changed_at.strftime("%Y-%m-%dT") in client.get("/sitemap.xml").text


def test_only_what_one_can_apply_to_is_on_the_map(client: Client) -> None:
    shown = make.assignment(), make.need()
    make.draft()
    make.assignment(status="closed")
    make.assignment(apply_by=localdate() - timedelta(days=1))
    make.assignment(organisation=make.organisation(status=Organisation.Status.SUSPENDED))

    assert addresses(client, "/sitemap-oppdrag.xml") == [f"{HERE}{one.get_absolute_url()}" for one in shown]


def test_only_verified_organisations_are_on_the_map(client: Client) -> None:
    verified = make.organisation()
    make.organisation(status="submitted")

    assert addresses(client, "/sitemap-organisasjoner.xml") == [f"{HERE}{verified.get_absolute_url()}"]


def test_courses_and_their_lessons_are_on_the_map(client: Client) -> None:
    call_command("load_courses", verbosity=0)
    course = Course.objects.get()

    found = addresses(client, "/sitemap-kurs.xml")

    assert found[0] == f"{HERE}{course.get_absolute_url()}"
    assert f"{HERE}/kurs/rekruttering/1/hvem-mangler/" in found


def test_every_fixed_page_on_the_map_exists(client: Client) -> None:
    found = addresses(client, "/sitemap-sider.xml")

    assert f"{HERE}/oppdrag/" in found
    assert {client.get(address.removeprefix(HERE)).status_code for address in found} == {200}


def test_a_long_part_has_several_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.Section, "limit", 2)
    for _ in range(3):
        make.assignment(organisation=make.organisation())

    assert f"{HERE}/sitemap-oppdrag.xml?p=2" in addresses(client, "/sitemap.xml")
    assert len(addresses(client, "/sitemap-oppdrag.xml")) == 2
    assert len(addresses(client, "/sitemap-oppdrag.xml?p=2")) == 1
    assert client.get("/sitemap-oppdrag.xml?p=3").status_code == 404
    assert client.get("/sitemap-ukjent.xml").status_code == 404


def test_a_part_is_read_with_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make.assignment()

    with django_assert_num_queries(2) as read:  # how many, and these
        client.get("/sitemap-oppdrag.xml")
    assert '"description"' not in read.captured_queries[1]["sql"]


def test_robots_are_kept_from_what_is_personal(client: Client) -> None:
    answer = client.get("/robots.txt")

    assert answer["Content-Type"].startswith("text/plain")
    for path in ("/admin/", "/koordinator/", "/konto/", "/min-side/", "/oppdrag/*/sok/"):
        assert f"Disallow: {path}\n" in answer.text
    assert answer.text.endswith(f"\nSitemap: {HERE}/sitemap.xml\n")
    assert "Disallow: /\n" not in answer.text
