"""Anybody may say that something is wrong, without an account; it is kept for a year."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import Organisation
from portal.models import Report
from portal.reports import services
from portal.tasks import forget_old_reports
from tests import make

pytestmark = pytest.mark.django_db

PAID = {"kind": "paid", "text": "They offer 200 kroner an hour.", "email": "eva@example.invalid"}


def test_a_visitor_reports_an_assignment_and_is_thanked(client: Client) -> None:
    assignment = make.assignment(title="Besøksvenn")

    thanks = client.post(reverse("assignments:report", args=[assignment.pk, "besoksvenn"]), PAID, follow=True)

    kept = Report.objects.get()
    assert (kept.about, kept.kind, kept.status) == (assignment, "paid", "new")
    assert (kept.text, kept.email) == ("They offer 200 kroner an hour.", "eva@example.invalid")
    assert thanks.redirect_chain == [
        (reverse("assignments:report_thanks", args=[assignment.pk, "besoksvenn"]), 302)
    ]
    assert "Thank you for telling us" in thanks.text
    assert f'href="{assignment.get_absolute_url()}"' in thanks.text


def test_a_visitor_reports_an_organisation_without_leaving_an_address(client: Client) -> None:
    organisation = make.organisation(name="Kattehuset")
    address = reverse("organisations:report", args=[organisation.pk, organisation.slug])

    assert f'href="{address}"' in client.get(organisation.get_absolute_url()).text
    page = client.get(address).text
    client.post(address, {"kind": "fake", "text": "Nobody is there."})

    assert "This is about «Kattehuset»." in page
    assert [(kept.about, kept.email) for kept in Report.objects.all()] == [(organisation, "")]


@pytest.mark.parametrize("missing", ["kind", "text"])
def test_what_is_wrong_must_be_said(client: Client, missing: str) -> None:
    assignment = make.assignment()

    page = client.post(reverse("assignments:report", args=[assignment.pk, "x"]), PAID | {missing: ""})

    assert page.context["form"].errors.keys() == {missing}
    assert not Report.objects.exists()


def test_a_report_is_a_form_of_the_portals_own_pages() -> None:
    strict = Client(enforce_csrf_checks=True)
    assignment = make.assignment()

    assert strict.post(reverse("assignments:report", args=[assignment.pk, "x"]), PAID).status_code == 403


def test_five_reports_a_minute_are_taken_from_one_network(client: Client) -> None:
    address = reverse("assignments:report", args=[make.assignment().pk, "x"])

    answers = [client.post(address, PAID) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "They offer 200 kroner an hour." in answers[-1].text
    assert "Wait an hour, then send it again." in answers[-1].text
    assert Report.objects.count() == 5


def test_what_nobody_can_see_nobody_can_report(client: Client) -> None:
    draft = make.draft()
    client.force_login(make.coordinator(of=draft.organisation).user)
    hidden = make.organisation(status=Organisation.Status.SUSPENDED)

    assert client.get(reverse("assignments:report", args=[draft.pk, "x"])).status_code == 404
    assert client.get(reverse("organisations:report", args=[hidden.pk, "x"])).status_code == 404


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_a_report_is_erased_after_a_year(days: int, left: int) -> None:
    report = services.send(about=make.organisation(), kind="other", text="Hm.")
    Report.objects.filter(pk=report.pk).update(submitted_at=timezone.now() - timedelta(days=days))

    forget_old_reports()

    assert Report.objects.count() == left
