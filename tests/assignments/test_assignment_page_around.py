"""What stands around an assignment: similar ones nearby, more of the organisation, ways to share it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from assignments.models import Assignment
from assignments.similar import similar
from organisations.models import Organisation
from portal.http import absolute
from tests import make

pytestmark = pytest.mark.django_db


def at(number: str, **fields: Any) -> Assignment:
    """An assignment in the municipality of that number."""
    return make.assignment(municipality=make.municipality(number), **fields)


def titles(to: Assignment) -> list[str]:
    return [one.title for one in similar(to, on=localdate())]


def test_the_nearest_of_the_same_activity_come_first() -> None:
    here = at("0301", title="Oslo")
    for number, title in (
        ("4601", "Bergen"),
        ("3201", "Bærum"),
        ("0301", "Also Oslo"),
        ("5001", "Trondheim"),
    ):
        at(number, title=title)
    at("0301", title="Something else", activities=("dyrehjem",))

    assert titles(here) == ["Also Oslo", "Bærum", "Bergen", "Trondheim"]


def test_another_activity_of_the_topic_is_similar_too_but_seems_further_away() -> None:
    here = at("0301", activities=("besoksvenn",))
    at("0301", title="Same topic", activities=("telefonvenn",))
    at("3201", title="Same activity, near", activities=("besoksvenn",))
    at("4601", title="Same activity, far", activities=("besoksvenn",))

    assert titles(here) == ["Same activity, near", "Same topic", "Same activity, far"]


def test_only_what_one_can_apply_to_is_similar() -> None:
    here = at("0301")
    at("0301", status="draft", published_at=None, apply_by=None)
    at("0301", places=1, places_taken=1)
    at("0301", apply_by=localdate() - timedelta(days=1))
    at("0301", organisation=make.organisation(status=Organisation.Status.SUSPENDED))
    make.need(title="A need")

    assert titles(here) == ["A need"]


def test_an_organisation_is_shown_once() -> None:
    here = at("0301")
    other = make.organisation()
    for number in ("3201", "0301", "3203"):
        at(number, title=f"Theirs in {number}", organisation=other)
        at(number, title=f"Ours in {number}", organisation=here.organisation)

    assert sorted(titles(here)) == ["Ours in 0301", "Theirs in 0301"]


def test_to_what_is_done_from_home_others_from_home_are_similar() -> None:
    here = at("0301", is_remote=True)
    at("0301", title="In Oslo")
    at("4601", title="From home", is_remote=True)

    assert titles(here) == ["From home"]


def test_the_page_counts_what_else_the_organisation_has_open(client: Client) -> None:
    shown = make.assignment()
    for _ in range(2):
        make.assignment(organisation=shown.organisation)
    make.assignment(organisation=shown.organisation, places=1, places_taken=1)

    page = client.get(shown.get_absolute_url()).text

    assert f'?organisasjon={shown.organisation_id}">2 more are open with them</a>' in page


def test_what_is_over_shows_what_is_open_instead(client: Client) -> None:
    over = at("3201", status="closed", activities=("besoksvenn", "dyrehjem"))
    nearby = at("0301", title="Besøksvenn i Oslo")
    at("3201", organisation=over.organisation, activities=("maltid",))

    page = client.get(over.get_absolute_url())

    assert page.status_code == 410
    for way in ("kommune=3201", "tema=fellesskap", "tema=dyr", f"organisasjon={over.organisation_id}"):
        assert f"{reverse('finding:assignments')}?{way}" in page.text
    assert f'href="{nearby.get_absolute_url()}"' in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert "ld+json" not in page.text


def test_without_a_script_the_address_can_be_copied_sent_and_reported(client: Client) -> None:
    shown = make.assignment(title="Kaffe & kake")
    address = absolute(shown.get_absolute_url())

    page = client.get(shown.get_absolute_url(), {"fra": "digest"}).text

    assert f'readonly value="{address}"' in page
    assert 'href="mailto:?subject=Kaffe%20%26%20kake&amp;body=Visit%20somebody' in page
    assert f'href="{reverse("assignments:report", args=[shown.pk, shown.slug])}"' in page
    assert page.count(f'{reverse("matching:apply", args=[shown.pk, shown.slug])}?fra=digest"') == 2


def test_a_full_session_says_so_and_many_are_folded(client: Client) -> None:
    shown = make.assignment(places=20)
    for days in range(1, 12):
        make.session(of=shown, places=days, on=localdate() + timedelta(days=days))
    shown.sessions.filter(places=3).update(places_taken=3)

    page = client.get(shown.get_absolute_url()).text

    assert "<td>Full</td>" in page
    assert "<td>2 of 2</td>" in page
    assert "3 more sessions" in page


def test_the_page_for_nobody_holds_nothing_of_a_visitor(client: Client) -> None:
    answer = client.get(make.assignment().get_absolute_url())

    assert "csrfmiddlewaretoken" not in answer.text
    assert not answer.cookies
