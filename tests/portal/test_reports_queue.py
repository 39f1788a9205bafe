"""Moderators read what visitors report, act, and say what they did."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.errors import Refused
from portal.models import AuditEntry, Report
from portal.reports import services
from tests import make

pytestmark = pytest.mark.django_db

QUEUE = "/admin/portal/report/"


def report(**fields: Any) -> Report:
    told: dict[str, Any] = {"about": make.organisation(), "kind": "unsafe", "text": "Ice."}
    return services.send(**told | fields)


def test_what_is_new_waits_with_the_oldest_first(moderator_client: Client) -> None:
    first, second, handled = report(), report(), report()
    services.handle(handled, by=make.moderator(), reason="Nothing was wrong.")

    queue = next(one for one in moderator_client.get("/admin/").context["queues"] if one.url == QUEUE)

    assert (queue.count, queue.since) == (2, first.submitted_at)
    assert list(moderator_client.get(QUEUE).context["cl"].result_list) == [first, second]


def test_a_moderator_reads_it_and_finds_the_way_to_what_it_is_about(moderator_client: Client) -> None:
    about = make.assignment(title="Besøksvenn")
    sent = report(about=about, text="They <b>asked</b> for money.", email="eva@example.invalid")

    page = moderator_client.get(f"{QUEUE}{sent.pk}/change/").text

    assert f'href="/admin/assignments/assignment/{about.pk}/change/">Besøksvenn</a>' in page
    assert f'href="{about.get_absolute_url()}"' in page
    for said in ("They &lt;b&gt;asked&lt;/b&gt; for money.", "eva@example.invalid", "It is unsafe"):
        assert said in page


def test_handling_a_report_takes_a_note_and_is_kept_with_a_name(client: Client) -> None:
    sent, moderator = report(), make.moderator(name="Mona")
    make.sign_in(client, moderator)
    handle = reverse("admin:portal_report_decide", args=[sent.pk])

    refused = client.post(handle, {"deed": "handle", "reason": ""})
    assert "This field is required." in refused.text
    done = client.post(handle, {"deed": "handle", "reason": "Spoke with them."}, follow=True)

    sent.refresh_from_db()
    assert "Handled." in done.text
    assert (sent.status, sent.handled_by, sent.outcome) == ("handled", moderator, "Spoke with them.")
    entry = AuditEntry.objects.get(deed="report.handled")
    assert (entry.by, entry.about, entry.reason) == (moderator, sent, "Spoke with them.")


def test_the_first_moderator_has_the_word() -> None:
    sent = report()
    services.handle(sent, by=make.moderator(), reason="Spoke with them.")

    with pytest.raises(Refused, match="already handled"):
        services.handle(sent, by=make.moderator(), reason="Nothing was wrong.")


def test_a_report_outlives_what_it_is_about(moderator_client: Client) -> None:
    organisation = make.organisation()
    sent = report(about=organisation)
    organisation.delete()

    assert moderator_client.get(f"{QUEUE}{sent.pk}/change/").status_code == 200
