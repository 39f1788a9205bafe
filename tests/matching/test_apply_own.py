"""Whoever coordinates an assignment meets her own work where others apply."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "may_edit"), [("coordinator", True), ("reader", False)])
def test_whoever_coordinates_it_is_led_to_the_desk_and_not_asked_to_apply(
    client: Client, role: str, *, may_edit: bool
) -> None:
    assignment = make.assignment()
    client.force_login(make.coordinator(of=assignment.organisation, role=role).user)

    apply = reverse("matching:apply", args=[assignment.pk, assignment.slug])
    state = reverse("matching:apply_state", args=[assignment.pk, assignment.slug])
    for text in (client.get(state).text, client.get(apply).text):
        assert "You coordinate this organisation" in text
        assert (reverse("assignments:edit", args=[assignment.pk]) + '"' in text) == may_edit
        assert (reverse("matching:applications", args=[assignment.pk]) in text) == may_edit
        assert f'href="{apply}"' not in text
        assert 'name="message"' not in text
