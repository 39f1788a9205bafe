"""What each thing weighs: versions that moderators add, each explained, none ever changed."""

from html import unescape
from re import findall

import pytest
from django.test import Client

from matching.dials import services
from matching.dials.models import Dials
from matching.ranking import LAUNCH
from portal import audit
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/admin/dials/dials/"
ADD = f"{LIST}add/"
WEIGHTS = {name: getattr(LAUNCH, name) for name in Dials.WEIGHTS}


def test_a_moderator_reads_what_each_weight_does_and_begins_with_those_that_count(
    moderator_client: Client,
) -> None:
    services.turn(by=make.moderator(), note="Winter", is_relevance_only=True, **WEIGHTS | {"time": 1.25})
    text = moderator_client.get(ADD).text

    assert "never lifts what does not" in text
    assert 'name="time" value="1.25"' in text
    assert 'name="kappa" value="1.1"' in text


def test_turning_the_dials_makes_a_version_that_says_who_and_why(moderator_client: Client) -> None:
    moderator_client.post(ADD, WEIGHTS | {"kappa": "0.75", "note": "More for those nobody has seen"})
    made = Dials.objects.get()

    assert made.model.kappa == 0.75
    assert made.model.version == f"{LAUNCH.version}.{made.pk}"
    assert audit.trail(made).get().reason == "More for those nobody has seen"
    assert moderator_client.post(f"/admin/dials/dials/{made.pk}/change/", {"kappa": "0"}).status_code == 403


def test_pure_relevance_is_one_tick(moderator_client: Client) -> None:
    moderator_client.post(ADD, WEIGHTS | {"is_relevance_only": "on", "note": "A trial"})

    assert (Dials.objects.get().kappa, Dials.objects.get().model.kappa) == (1.1, 0)


@pytest.mark.parametrize(("field", "typed"), [("kappa", "9"), ("time", "-1"), ("skill", "nan"), ("note", "")])
def test_nonsense_is_told_beside_its_field(moderator_client: Client, field: str, typed: str) -> None:
    response = moderator_client.post(ADD, WEIGHTS | {"note": "Why"} | {field: typed})

    assert response.context["adminform"].form.errors.keys() == {field}
    assert not Dials.objects.exists()


def test_before_anything_is_set_the_list_shows_the_weights_of_the_launch(moderator_client: Client) -> None:
    assert "They count now: nobody has changed them yet." in moderator_client.get(LIST).text
    services.turn(by=make.moderator(), note="Winter", is_relevance_only=False, **WEIGHTS | {"time": 1.25})

    assert "They counted until the first version was made." in moderator_client.get(LIST).text


def test_each_version_and_the_launch_can_be_used_again(moderator_client: Client) -> None:
    services.turn(by=make.moderator(), note="A trial", is_relevance_only=True, **WEIGHTS | {"time": 1.25})
    services.turn(by=make.moderator(), note="Back", is_relevance_only=False, **WEIGHTS | {"time": 3.25})
    text = moderator_client.get(LIST).text
    addresses = [unescape(each) for each in findall(r'href="(/admin/dials/dials/add/\?[^"]+)"', text)]
    said = [moderator_client.get(each).text for each in addresses]

    times = [f'name="time" value="{time}"' for time in (3.25, 1.25, LAUNCH.time)]
    assert [time in page for time, page in zip(times, said, strict=True)] == [True] * 3
    assert ["checked" in page for page in said] == [False, True, False]


def test_a_new_version_begins_as_the_latest_with_its_tick(moderator_client: Client) -> None:
    services.turn(by=make.moderator(), note="A trial", is_relevance_only=True, **WEIGHTS)

    assert "checked" in moderator_client.get(ADD).text


def test_something_must_say_what_fits(moderator_client: Client) -> None:
    nothing = dict.fromkeys(WEIGHTS, 0) | {"kappa": 1, "note": "All the same"}

    assert "At least one of the weights" in moderator_client.post(ADD, nothing).text
    assert not Dials.objects.exists()
