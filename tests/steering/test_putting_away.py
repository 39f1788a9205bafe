"""«Not for me»: gone from her list and her letters, and from nobody else's; undone with one click."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.finding.find import find
from assignments.models import Assignment
from matching import digests, lists
from matching.models import Digest
from matching.steering import services
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer
from portal.models import AuditEntry
from tests import make

pytestmark = pytest.mark.django_db
FOR_YOU = "/for-deg/"
HTMX = {"HX-Request": "true"}


def address(assignment: Assignment) -> str:
    return f"/for-deg/ikke-for-meg/{assignment.pk}/"


def titles(client: Client, volunteer: Volunteer, query: str = "") -> set[str]:
    """What the page shows her."""
    client.force_login(volunteer.user)
    return {each.assignment.title for each in client.get(f"{FOR_YOU}?{query}").context["near"]}


@pytest.mark.parametrize("is_ranked", [True, False])
def test_it_is_gone_from_her_list_in_every_order_and_from_nobody_elses(
    client: Client, *, is_ranked: bool
) -> None:
    volunteer, other = make.volunteer(is_ranked=is_ranked), make.volunteer(is_ranked=is_ranked)
    gone, _stays = make.assignment(title="Gone"), make.assignment(title="Stays")
    client.force_login(volunteer.user)

    client.post(address(gone))

    for query in ("", "sorter=nyest", "sorter=naermest", "kommune=0301", "q=gone"):
        assert "Gone" not in titles(client, volunteer, query)
    assert titles(client, volunteer) == {"Stays"}
    assert titles(client, other) == {"Gone", "Stays"}
    assert find(QueryDict(), on=timezone.localdate()).total == 2


@pytest.mark.parametrize("is_ranked", [True, False])
def test_the_numbers_of_her_list_do_not_count_it(client: Client, *, is_ranked: bool) -> None:
    volunteer = make.volunteer(is_ranked=is_ranked)
    services.dismiss(make.assignment(activities=("besoksvenn",)), by=volunteer)
    make.assignment(activities=("besoksvenn",))
    client.force_login(volunteer.user)

    found = client.get(FOR_YOU).context["found"]

    assert found.total == 1
    assert [one.count for one in found.facets.tema.options if one.value == "fellesskap"] == [1]


def test_no_digest_suggests_it() -> None:
    volunteer = make.volunteer()
    offered = [make.assignment() for _each in range(4)]
    services.dismiss(offered[0], by=volunteer)

    digests.compose(at=make.noon(timezone.localdate()))

    suggested = set(volunteer.suggestions.values_list("assignment_id", flat=True))
    assert suggested == {each.pk for each in offered[1:]}


def test_a_digest_that_is_still_to_be_sent_leaves_it_out() -> None:
    volunteer, today = make.volunteer(), timezone.localdate()
    offered = [make.assignment() for _each in range(3)]
    digests.compose(at=make.noon(today))

    services.dismiss(offered[0], by=volunteer)

    told = lists.of_digest(Digest.objects.get(), on=today)
    assert {each.assignment for each in told} == set(offered[1:])


def test_without_javascript_a_page_says_so_and_leads_back(client: Client) -> None:
    assignment = make.assignment(title="A walk", organisation=make.organisation(name="The Walkers"))
    client.force_login(make.volunteer().user)

    page = client.post(address(assignment), {"tilbake": "/for-deg/?type=oppdrag#o1"}, follow=True)

    assert page.redirect_chain == [
        (f"{address(assignment)}?tilbake=%2Ffor-deg%2F%3Ftype%3Doppdrag%23o1", 302)
    ]
    assert "We will not show you «A walk» from The Walkers again." in page.text
    assert 'href="/for-deg/?type=oppdrag#o1"' in page.text


def test_signed_out_meanwhile_she_is_led_to_sign_in_and_back_to_her_list(client: Client) -> None:
    asked = HTMX | {"HX-Current-URL": "http://testserver/for-deg/?type=oppdrag"}

    answer = client.post(address(make.assignment()), {"tilbake": FOR_YOU}, headers=asked)

    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/for-deg/%3Ftype%3Doppdrag"
    assert answer.text == ""


def test_htmx_gets_the_line_that_stands_instead_of_the_card(client: Client) -> None:
    assignment = make.assignment(title="A walk")
    client.force_login(make.volunteer().user)

    line = client.post(address(assignment), {"tilbake": FOR_YOU}, headers=HTMX).text

    assert "<html" not in line
    assert f"We will not show you «A walk» from {assignment.organisation.name} again." in line
    assert f'action="{address(assignment)}angre/"' in line


@pytest.mark.parametrize(
    ("why", "leads_to"),
    [
        ("far", "/min-side/profil/sted/?endre"),
        ("time", "/min-side/profil/tid/?endre"),
        ("interest", "/min-side/profil/interesser/?endre"),
        ("much", "/min-side/profil/tid/?endre"),
        ("known", None),
        ("other", None),
    ],
)
def test_why_leads_to_what_would_have_kept_it_away(client: Client, why: str, leads_to: str | None) -> None:
    assignment = make.assignment()
    client.force_login(make.volunteer().user)
    client.post(address(assignment))

    page = client.post(address(assignment), {"why": why}, follow=True)

    assert Dismissal.objects.get().why == why
    assert page.context["dismissal"].why == why
    assert ("/min-side/profil/" in page.text) == bool(leads_to)
    assert leads_to is None or f'href="{leads_to}"' in page.text


def test_a_why_that_is_none_is_not_kept(client: Client) -> None:
    client.force_login(make.volunteer().user)

    client.post(address(make.assignment()), {"why": "<b>"})

    assert Dismissal.objects.get().why == ""


def test_taken_back_it_is_in_her_list_again(client: Client) -> None:
    volunteer, assignment = make.volunteer(), make.assignment(title="A walk")
    services.dismiss(assignment, by=volunteer)
    client.force_login(volunteer.user)

    page = client.post(f"{address(assignment)}angre/", {"tilbake": "/for-deg/?side=1"}, follow=True)

    assert page.redirect_chain == [("/for-deg/?side=1", 302)]
    assert "«A walk» can be shown to you again." in page.text
    assert titles(client, volunteer) == {"A walk"}
    assert AuditEntry.objects.filter(deed="dismissal.taken_back").count() == 1


@pytest.mark.parametrize(
    "back", ["https://elsewhere.invalid/", "//elsewhere.invalid", "javascript:alert(1)", ""]
)
def test_the_way_back_leads_nowhere_else(client: Client, back: str) -> None:
    volunteer, assignment = make.volunteer(), make.assignment()
    services.dismiss(assignment, by=volunteer)
    client.force_login(volunteer.user)

    page = client.get(address(assignment), {"tilbake": back})
    answer = client.post(f"{address(assignment)}angre/", {"tilbake": back})

    assert page.context["back"] == answer["Location"] == FOR_YOU


def test_what_is_not_put_away_has_no_page_and_a_draft_cannot_be(client: Client) -> None:
    client.force_login(make.volunteer().user)

    assert client.get(address(make.assignment())).status_code == 404
    assert client.post(address(make.draft())).status_code == 404
    assert not Dismissal.objects.exists()


def test_whoever_is_no_volunteer_puts_nothing_away(client: Client) -> None:
    client.force_login(make.user())

    assert client.post(address(make.assignment())).status_code == 404


def test_on_the_page_of_an_assignment_a_volunteer_puts_it_away_and_takes_it_back(client: Client) -> None:
    volunteer, assignment = make.volunteer(), make.assignment(title="A walk")
    state = f"{assignment.get_absolute_url()}sok/status/"
    client.force_login(volunteer.user)
    assert f'action="{address(assignment)}"' in client.get(state).text

    client.post(address(assignment))

    assert "You have put this away." in client.get(state).text
    back = {"tilbake": assignment.get_absolute_url()}
    answer = client.post(f"{address(assignment)}angre/", back)
    assert answer["Location"] == assignment.get_absolute_url()
    assert "Not for me" in client.get(state).text


def test_on_its_page_nobody_else_is_asked_to_put_it_away(client: Client) -> None:
    assignment = make.assignment()
    state = f"{assignment.get_absolute_url()}sok/status/"

    for user in (make.user(), make.coordinator(of=assignment.organisation).user):
        client.force_login(user)
        assert "Not for me" not in client.get(state).text
