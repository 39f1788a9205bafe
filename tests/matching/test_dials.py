"""What each thing weighs: versions that moderators add, each explained, none ever changed."""

import pytest
from django.test import Client

from matching.dials import services
from matching.dials.models import Dials
from matching.ranking import LAUNCH
from portal import audit
from tests import make

pytestmark = pytest.mark.django_db
ADD = "/admin/dials/dials/add/"
WEIGHTS = {name: getattr(LAUNCH, name) for name in Dials.WEIGHTS}


def test_a_moderator_reads_what_each_weight_does_and_begins_with_those_that_count(
    moderator_client: Client,
) -> None:
    services.turn(by=make.moderator(), note="Winter", is_relevance_only=True, **WEIGHTS | {"time": 1.25})
    text = moderator_client.get(ADD).text

    assert "never lifts what does not" in text
    assert 'name="time" value="1.25"' in text
    assert 'name="kappa" value="1.0"' in text


def test_turning_the_dials_makes_a_version_that_says_who_and_why(moderator_client: Client) -> None:
    moderator_client.post(ADD, WEIGHTS | {"kappa": "0.75", "note": "More for those nobody has seen"})
    made = Dials.objects.get()

    assert made.model.kappa == 0.75
    assert made.model.version == f"{LAUNCH.version}.{made.pk}"
    assert audit.trail(made).get().reason == "More for those nobody has seen"
    assert moderator_client.post(f"/admin/dials/dials/{made.pk}/change/", {"kappa": "0"}).status_code == 403


def test_pure_relevance_is_one_tick(moderator_client: Client) -> None:
    moderator_client.post(ADD, WEIGHTS | {"is_relevance_only": "on", "note": "A trial"})

    assert (Dials.objects.get().kappa, Dials.objects.get().model.kappa) == (1, 0)


@pytest.mark.parametrize(("field", "typed"), [("kappa", "9"), ("time", "-1"), ("skill", "nan"), ("note", "")])
def test_nonsense_is_told_beside_its_field(moderator_client: Client, field: str, typed: str) -> None:
    response = moderator_client.post(ADD, WEIGHTS | {"note": "Why"} | {field: typed})

    assert response.context["adminform"].form.errors.keys() == {field}
    assert not Dials.objects.exists()
