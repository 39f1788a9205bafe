"""The list she came from follows her to the application, and is told what came of it."""

from datetime import UTC, datetime

import numpy as np
import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from assignments.models import Assignment
from matching import services
from matching.learning import services as learning
from matching.learning.models import ShownList
from matching.models import Application, Digest
from matching.volunteers.models import Volunteer
from portal.letters import compose, owed
from tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def shown(to: Volunteer, *assignments: Assignment) -> str:
    """A list of these, on the page for her."""
    ids, signals = [one.pk for one in assignments], np.zeros((len(assignments), 7), np.float32)
    return learning.remember(
        volunteer_id=to.pk, source="for_you", model_version="1", shown=ids, signals=signals, at=AT
    )


def marks() -> list[int]:
    return ShownList.objects.get().marks


def state(assignment: Assignment) -> str:
    return reverse("matching:apply_state", args=[assignment.pk, assignment.slug])


def door(assignment: Assignment) -> str:
    return reverse("matching:apply", args=[assignment.pk, assignment.slug])


def test_the_name_of_the_list_follows_from_the_card_to_the_door(client: Client) -> None:
    she, assignment = make.volunteer(), make.assignment()
    came = {"fra": "for_you", "liste": shown(she, assignment)}
    query = escape(f"?fra=for_you&liste={came['liste']}")
    card = render_to_string(
        "components/assignment_card.html",
        {"assignment": assignment, "source": "for_you", "list_name": came["liste"]},
    )
    client.force_login(she.user)
    page = client.get(assignment.get_absolute_url(), came).text

    assert f'href="{assignment.get_absolute_url()}{query}"' in card
    assert page.count(f'href="{door(assignment)}{query}"') == 2
    assert page.count(f'hx-get="{state(assignment)}{query}"') == 2
    assert f'href="{door(assignment)}{query}"' in client.get(state(assignment), came).text


def test_opening_a_page_from_her_list_is_noted_and_by_another_way_not(client: Client) -> None:
    she, first, second = make.volunteer(), make.assignment(), make.assignment()
    name = shown(she, first, second)
    client.force_login(she.user)
    client.get(state(first))
    assert marks() == [0, 0]

    for _each in range(2):
        client.get(state(second), {"fra": "for_you", "liste": name})
    assert marks() == [0, 1]


def test_what_somebody_else_opens_with_her_address_is_not_hers(client: Client) -> None:
    assignment = make.assignment()
    name = shown(make.volunteer(), assignment)
    client.force_login(make.volunteer().user)
    client.get(state(assignment), {"liste": name})
    client.post(door(assignment) + f"?fra=for_you&liste={name}", {})

    assert marks() == [0]


def test_without_javascript_opening_is_learned_when_she_applies(client: Client) -> None:
    she, assignment = make.volunteer(), make.assignment()
    name = shown(she, make.assignment(), assignment)
    client.force_login(she.user)
    client.post(door(assignment) + f"?fra=for_you&liste={name}", {"message": "Hello"})

    assert marks() == [0, 3]
    assert Application.objects.get().list_name == name


@pytest.mark.parametrize("name", ["x", "A" * 14, "A" * 300, "\0", "../../etc", "%00"])
def test_a_forged_name_stops_nobody(client: Client, name: str) -> None:
    she, assignment = make.volunteer(), make.assignment()
    shown(she, assignment)
    client.force_login(she.user)
    assert client.get(state(assignment), {"liste": name}).status_code == 200
    assert client.get(assignment.get_absolute_url(), {"fra": "for_you", "liste": name}).status_code == 200
    client.post(door(assignment), {}, query_params={"fra": "for_you", "liste": name})

    assert marks() == [0]
    assert len(Application.objects.get().list_name) in {0, 14}


@pytest.mark.parametrize(("status", "expected"), [("dialogue", 11), ("accepted", 15), ("declined", 11)])
def test_the_answer_is_told_to_the_list(status: str, expected: int) -> None:
    she, assignment = make.volunteer(), make.assignment()
    name, by = shown(she, assignment), make.coordinator(of=assignment.organisation).user
    made = services.apply(assignment, by=she.user, on=AT.date(), source="for_you", list_name=name)
    services.answer(made, status=status, by=by, reply="Hello")

    assert marks() == [expected]


def test_a_yes_after_a_talk_counts_as_a_yes() -> None:
    she, assignment = make.volunteer(), make.assignment()
    name, by = shown(she, assignment), make.coordinator(of=assignment.organisation).user
    made = services.apply(assignment, by=she.user, on=AT.date(), source="for_you", list_name=name)
    services.answer(made, status="dialogue", by=by, reply="Hello")
    services.answer(made, status="accepted", by=by)

    assert marks() == [15]


def test_the_links_of_a_digest_name_its_list() -> None:
    she, assignment = make.volunteer(), make.assignment()
    name = shown(she, assignment)
    digest = Digest.objects.create(volunteer=she, week=AT.date(), model_version="launch-1", list_name=name)
    digest.suggestions.create(volunteer=she, assignment=assignment, position=1)
    mail = compose(owed("digest", to=she.user, about=digest))

    assert f"{assignment.get_absolute_url()}?fra=digest&liste={name}\n" in mail.body
    assert f"?fra=digest&amp;liste={name}" in str(mail.alternatives[0][0])
