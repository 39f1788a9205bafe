"""One thing said otherwise with one button: told in words, and undone with one more."""

import pytest
from django.test import Client

from matching.steering.changes import said_before
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

    ((address, _status),) = page.redirect_chain
    assert address.startswith(f"/for-deg/?forrige={before}%3A")
    assert said in page.text
    told = page.context["told"]
    client.post(CHANGE, {"what": told.what, "value": told.value})
    assert getattr(Volunteer.objects.get(), what) == was
    assert AuditEntry.objects.filter(deed="volunteer.described").count() == 2


def test_the_way_back_keeps_the_filters_and_tells_only_the_last(client: Client) -> None:
    client.force_login(make.volunteer(max_km=50).user)
    back = "/for-deg/?type=behov&forrige=is_ranked%3ATrue"

    answer = client.post(CHANGE, {"what": "max_km", "value": "100", "tilbake": back})

    assert answer["Location"].startswith("/for-deg/?type=behov&forrige=max_km%3A50%3A")
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


def test_what_is_no_change_is_not_told(client: Client) -> None:
    volunteer = make.volunteer(max_km=20)
    client.force_login(volunteer.user)

    for value in (20, "x"):
        said = said_before(volunteer, "max_km", value)
        assert client.get("/for-deg/", {"forrige": said}).context["told"] is None


def test_an_address_cannot_make_up_what_was_said_before(client: Client) -> None:
    volunteer, other = make.volunteer(max_km=20), make.volunteer()
    client.force_login(volunteer.user)

    for said in ("max_km:50", "max_km:50:forged", ":", said_before(other, "max_km", 50)):
        assert client.get("/for-deg/", {"forrige": said}).context["told"] is None
    assert client.get("/for-deg/", {"forrige": said_before(volunteer, "max_km", 50)}).context["told"]


@pytest.mark.parametrize("path", [CHANGE, "/for-deg/ikke-for-meg/1/angre/", "/for-deg/mer-slikt/1/angre/"])
def test_opening_the_address_of_a_deed_leads_to_the_list(client: Client, path: str) -> None:
    client.force_login(make.volunteer().user)

    assert client.get(path)["Location"] == "/for-deg/"


def test_whoever_is_no_volunteer_changes_nothing(client: Client) -> None:
    client.force_login(make.user())

    assert client.post(CHANGE, {"what": "max_km", "value": "50"}).status_code == 404


def test_the_personal_order_is_switched_off_and_on_on_the_page_itself(client: Client) -> None:
    client.force_login(make.volunteer().user)
    make.assignment()
    assert "Switch the personal order off" in client.get("/for-deg/").text

    off = client.post(CHANGE, {"what": "is_ranked", "value": "False"}, follow=True)
    on = client.post(CHANGE, {"what": "is_ranked", "value": "True"}, follow=True)

    assert off.text.count("The newest come first") == 1
    assert "While it is off, you get no e-mails with assignments." in off.text
    assert "Switch the personal order on" in off.text
    assert "The personal order is switched on again." in on.text
