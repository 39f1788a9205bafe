"""«More like this»: added to what she has ticked, said in words, undone with one click."""

import pytest
from django.test import Client

from matching.volunteers.models import Volunteer
from portal.models import Activity, AuditEntry
from tests import make

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def ticked(volunteer: Volunteer) -> set[str]:
    return {
        *volunteer.activities.values_list("slug", flat=True),
        *volunteer.groups.values_list("slug", flat=True),
    }


def test_what_was_added_is_said_and_similar_ones_are_shown(client: Client) -> None:
    volunteer = make.volunteer(activities=("besoksvenn",))
    liked = make.assignment(title="A feast", activities=("arrangement",), groups=("eldre",))
    make.assignment(title="Another feast", activities=("arrangement",))
    client.force_login(volunteer.user)

    page = client.post(f"/for-deg/mer-slikt/{liked.pk}/", {"tilbake": "/for-deg/?type=oppdrag"}, follow=True)

    name = Activity.objects.get(pk="arrangement").name
    assert f"We added {name} to your interests." in page.text
    assert "We added Older people to those you would like to help." in page.text
    assert "Another feast" in page.text
    assert 'href="/for-deg/?type=oppdrag"' in page.text
    assert ticked(volunteer) == {"besoksvenn", "arrangement", "eldre"}
    assert AuditEntry.objects.get(deed="volunteer.described").about == volunteer


def test_undo_takes_away_what_was_added_and_no_more(client: Client) -> None:
    volunteer = make.volunteer(activities=("besoksvenn",))
    liked = make.assignment(activities=("besoksvenn", "arrangement"), groups=("eldre",))
    client.force_login(volunteer.user)
    client.post(f"/for-deg/mer-slikt/{liked.pk}/")

    page = client.post(
        f"/for-deg/mer-slikt/{liked.pk}/angre/",
        {"aktivitet": "arrangement", "gruppe": "eldre", "tilbake": "/for-deg/"},
        follow=True,
    )

    assert "No longer ticked:" in page.text
    assert ticked(volunteer) == {"besoksvenn"}


def test_undo_of_what_the_assignment_is_not_about_does_nothing(client: Client) -> None:
    volunteer = make.volunteer(activities=("besoksvenn",))
    client.force_login(volunteer.user)

    url = f"/for-deg/mer-slikt/{make.assignment(activities=('arrangement',)).pk}/angre/"
    page = client.post(url, {"aktivitet": "besoksvenn"}, follow=True)

    assert ticked(volunteer) == {"besoksvenn"}
    assert "No longer ticked" not in page.text


def test_htmx_gets_the_line_with_the_way_back(client: Client) -> None:
    liked = make.assignment(activities=("arrangement",))
    client.force_login(make.volunteer(activities=()).user)

    line = client.post(f"/for-deg/mer-slikt/{liked.pk}/", {"tilbake": "/for-deg/"}, headers=HTMX).text

    assert "<html" not in line
    assert "to your interests." in line
    assert '<input type="hidden" name="aktivitet" value="arrangement">' in line


def test_everyone_is_no_group_to_add(client: Client) -> None:
    volunteer = make.volunteer(activities=("besoksvenn",))
    liked = make.assignment(activities=("besoksvenn",), groups=("alle",))
    client.force_login(volunteer.user)

    page = client.post(f"/for-deg/mer-slikt/{liked.pk}/", follow=True)

    assert "You have ticked all of this already." in page.text
    assert ticked(volunteer) == {"besoksvenn"}


def test_when_all_is_ticked_already_it_leads_to_similar_ones(client: Client) -> None:
    liked = make.assignment(activities=("besoksvenn",))
    make.assignment(title="Another visit", activities=("besoksvenn",))
    client.force_login(make.volunteer(activities=("besoksvenn",)).user)
    url = f"/for-deg/mer-slikt/{liked.pk}/"

    line = client.post(url, {"tilbake": "/for-deg/?type=behov"}, headers=HTMX).text
    page = client.post(url, follow=True)

    assert f'href="{url}?tilbake=%2Ffor-deg%2F%3Ftype%3Dbehov"' in line
    assert "You have ticked all of this already." in page.text
    assert "Another visit" in page.text
    assert not AuditEntry.objects.filter(deed="volunteer.described").exists()


def test_an_address_can_claim_to_have_added_only_what_the_assignment_is_about(client: Client) -> None:
    liked = make.assignment(activities=("arrangement",))
    client.force_login(make.volunteer().user)

    page = client.get(f"/for-deg/mer-slikt/{liked.pk}/", {"aktivitet": "besoksvenn", "gruppe": "<b>"})

    assert not page.context["added"]


def test_what_does_not_exist_for_her_cannot_be_wanted_more_of(client: Client) -> None:
    client.force_login(make.volunteer().user)

    assert client.post(f"/for-deg/mer-slikt/{make.draft().pk}/").status_code == 404
    client.force_login(make.user())
    assert client.post(f"/for-deg/mer-slikt/{make.assignment().pk}/").status_code == 404
