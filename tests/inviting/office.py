"""Those who invite, and those who may be invited."""

from django.test import Client
from django.urls import reverse

from assignments.models import Assignment
from matching.volunteers.models import Volunteer
from organisations.models import Coordinator
from tests import make


def her(name: str = "Ida Moe", **fields: object) -> Volunteer:
    """Somebody who may be invited."""
    return make.volunteer(user=make.user(name=name), is_visible=True, **fields)  # type: ignore[arg-type]


def page_of(assignment: Assignment) -> str:
    return reverse("inviting:fitting", args=[assignment.pk])


def coordinate(client: Client, assignment: Assignment, role: str = "owner") -> None:
    seat = make.coordinator(of=assignment.organisation, role=Coordinator.Role(role))
    client.force_login(seat.user)
