"""The portal's addresses, and one page that asks nobody: twenty cards that are always the same."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from assignments.models import Assignment
from organisations.models import Organisation
from portal.models import Municipality

PAGE = engines["django"].from_string(
    """{% extends "base.html" %}{% block main %}<ul class="grid">{% for card in cards %}<li>
    {% include "components/assignment_card.html" with assignment=card source="search" only %}
    </li>{% endfor %}</ul>{% endblock %}"""
)
CARDS = [
    Assignment(
        pk=number,
        title="Besøksvenn for en eldre i nabolaget",
        summary="Gå tur, drikk kaffe og snakk sammen en time i uken. Vi finner noen som bor nær deg.",
        kind="assignment",
        rhythm="regular",
        slots=1 << number,
        places=4,
        apply_by=date(2030, 1, 1),
        organisation=Organisation(pk=number, name="Nabohjelpen"),
        municipality=Municipality(number="0301", name="Oslo", official_name="Oslo - Oslove"),
    )
    for number in range(20)
]


@login_not_required
def cards(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render({"cards": CARDS}, request))


urlpatterns = [path("twenty-cards/", cards), path("", include("portal.urls"))]
