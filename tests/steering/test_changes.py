"""One thing said otherwise with one button: told in words, and undone with one more."""

import pytest
from django.test import Client

from matching.volunteers.models import Volunteer
from portal.models import AuditEntry
from tests import make

pytestmark = pytest.mark.django_db
CHANGE = "/for-deg/endre/"


@pytest.mark.parametrize(
    ("what", "value", "before", "said"),
    [
        ("max_km", "50", "max_km%3A20", "You are now shown what is up to 50 km away."),
        ("max_km", "2000", "max_km%3A20", "You are now shown what there is in the whole country."),
        ("is_remote_ok", "False", "is_remote_ok%3ATrue", "far from you, is no longer shown to you."),
        (
            "is_police_certificate_ok",
            "False",
            "is_police_certificate_ok%3ATrue",
            "certificate is no longer shown",
        ),
        ("is_ranked", "False", "is_ranked%3ATrue", "The personal order is switched off."),
    ],
)
def test_a_change_is_told_and_can_be_undone(
    client: Client, what: str, value: str, before: str, said: str
) -> None:
    volunteer = make.volunteer(max_km=20)
    client.force_login(volunteer.user)
    was = getattr(volunteer, what)

    page = client.post(CHANGE, {"what": what, "value": value}, follow=True)

    assert page.redirect_chain == [(f"/for-deg/?forrige={before}", 302)]
    assert said in page.text
    told = page.context["told"]
    client.post(CHANGE, {"what": told.what, "value": told.value})
    assert getattr(Volunteer.objects.get(), what) == was
    assert AuditEntry.objects.filter(deed="volunteer.described").count() == 2


def test_the_way_back_keeps_the_filters_and_tells_only_the_last(client: Client) -> None:
    client.force_login(make.volunteer(max_km=50).user)
    back = "/for-deg/?type=behov&forrige=is_ranked%3ATrue"

    answer = client.post(CHANGE, {"what": "max_km", "value": "100", "tilbake": back})

    assert answer["Location"] == "/for-deg/?type=behov&forrige=max_km%3A50"
    assert client.get(answer["Location"]).context["back"] == "/for-deg/?type=behov"


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "max_km", "value": "0"},
        {"what": "max_km", "value": "far"},
        {"what": "is_visible", "value": "True"},
        {"what": "user", "value": "1"},
        {},
    ],
)
def test_nonsense_changes_nothing(client: Client, sent: dict[str, str]) -> None:
    client.force_login(make.volunteer(max_km=20).user)

    assert client.post(CHANGE, sent)["Location"] == "/for-deg/"
    assert not AuditEntry.objects.filter(deed="volunteer.described").exists()


@pytest.mark.parametrize("said", ["max_km:20", "max_km:x", "is_visible:True", "x", ":", "max_km:99999999999"])
def test_what_is_no_change_is_not_told(client: Client, said: str) -> None:
    client.force_login(make.volunteer(max_km=20).user)

    assert client.get("/for-deg/", {"forrige": said}).context["told"] is None


def test_whoever_is_no_volunteer_changes_nothing(client: Client) -> None:
    client.force_login(make.user())

    assert client.post(CHANGE, {"what": "max_km", "value": "50"}).status_code == 404


def test_the_personal_order_is_switched_off_and_on_on_the_page_itself(client: Client) -> None:
    client.force_login(make.volunteer().user)
    make.assignment()
    assert "Switch the personal order off" in client.get("/for-deg/").text

    off = client.post(CHANGE, {"what": "is_ranked", "value": "False"}, follow=True)
    on = client.post(CHANGE, {"what": "is_ranked", "value": "True"}, follow=True)

    assert "The newest come first, as for everybody." in off.text
    assert "Switch the personal order on" in off.text
    assert "What suits you best comes first again." in on.text
