"""The letter about new hits, and the ways out of getting more."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.finding import alerts, services
from assignments.finding.models import SavedSearch
from assignments.models import Assignment
from portal.models import AuditEntry, Letter, User
from portal.tasks import send_letter
from tests import make

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def sent() -> list[EmailMultiAlternatives]:
    """What arrives when all new hits are told."""
    alerts.look(at=timezone.now())
    return paid()


def paid() -> list[EmailMultiAlternatives]:
    for letter in Letter.objects.filter(kind=alerts.KIND, sent_at=None):
        send_letter(letter.pk)
    return [message for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]


def stop_path(of: SavedSearch | User) -> str:
    return reverse("finding:stop", args=[alerts.token(of)])


def several(count: int, **fields: Any) -> None:
    organisation = make.organisation(name="Røde Kors")
    for number in range(count):
        make.assignment(title=f"Task {number:02}", organisation=organisation, **fields)


def test_the_letter_says_what_where_and_with_whom() -> None:
    search = make.saved_search(name="All & everything")
    several(1)

    (message,) = sent()

    assert message.to == [search.user.email]
    assert message.subject == "1 new in «All & everything»"
    text = str(message.body)
    path = Assignment.objects.get().get_absolute_url()
    assert f"Task 00\nRøde Kors, Oslo\n{SITE}{path}?fra=search\n" in text
    assert f"{SITE}/min-side/sok/\n" in text
    assert f"{SITE}{stop_path(search)}\n" in text


def test_the_html_part_says_the_same() -> None:
    search = make.saved_search(name="All & everything")
    several(1)

    (message,) = sent()

    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    for part in (
        "Task 00</a></h2>",
        "Røde Kors, Oslo",
        f'href="{SITE}{stop_path(search)}"',
        "«All &amp; everything»",
    ):
        assert part in str(html)


def test_at_most_ten_are_shown_and_the_others_counted() -> None:
    make.saved_search("kommune=0301&type=oppdrag")
    several(33)

    (message,) = sent()

    text = str(message.body)
    assert message.subject == "33 new in «All in Oslo»"
    assert text.count("Røde Kors, Oslo") == 10
    assert "Task 32" in text
    assert "Task 22" not in text
    assert f"And 23 more:\n{SITE}/oppdrag/?kommune=0301&type=oppdrag&sorter=nyest\n" in text
    assert sent() == [message]


def test_several_searches_share_the_letter_and_none_is_told_twice() -> None:
    user = make.user()
    first = make.saved_search("type=oppdrag", user=user, name="Tasks")
    second = make.saved_search("kommune=5501", user=user, name="Tromsø")
    third = make.saved_search("kommune=0301", user=user, name="Oslo")
    several(12)
    make.need(title="Call", municipality=make.municipality("5501"))

    (message,) = sent()

    text = str(message.body)
    assert message.subject == "13 new in your saved searches"
    assert text.index("TASKS") < text.index("Task 11") < text.index("TROMSØ") < text.index("Call\n")
    assert text.count("?fra=search") == 10
    assert "And 3 more:" in text
    assert "OSLO" not in text
    assert [stop_path(each) in text for each in (first, second, third)] == [True, True, False]


def test_more_searches_than_a_letter_has_room_for() -> None:
    user = make.user()
    numbers = make.municipalities(12)
    for number in numbers:
        make.saved_search(f"kommune={number}", user=user, name=f"In {number}")
        several(2, municipality=make.municipality(number))

    (message,) = sent()

    text = str(message.body)
    assert text.count("?fra=search") == 10
    assert text.count("And 1 more:") == 10
    assert text.count("2 new:") == 2


def test_mail_programs_stop_all_of_a_persons_alerts_with_one_click() -> None:
    search = make.saved_search()
    make.saved_search("kommune=5501", user=search.user)
    other = make.saved_search()
    several(1)
    headers = next(each for each in sent() if each.to == [search.user.email]).message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"] == f"<{SITE}{stop_path(search.user)}>"

    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post(stop_path(search.user), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "We will not write about your saved searches any more" in response.text
    assert list(SavedSearch.objects.with_alerts()) == [other]
    assert AuditEntry.objects.get(deed="search.all_stopped").by == search.user


def test_each_search_has_its_own_way_out() -> None:
    search = make.saved_search(name="Walks")
    other = make.saved_search("kommune=5501", user=search.user)

    for _ in range(2):
        page = Client(enforce_csrf_checks=True).post(stop_path(search))

    assert "We will not write about «Walks» any more" in page.text
    assert list(SavedSearch.objects.with_alerts()) == [other]
    entry = AuditEntry.objects.get(deed="search.stopped")
    assert (entry.by, entry.about_id) == (search.user, search.pk)


@pytest.mark.parametrize("is_all", [False, True])
def test_opening_the_address_only_asks(client: Client, is_all: bool) -> None:
    search = make.saved_search()

    page = client.get(stop_path(search.user if is_all else search)).text

    assert '<form method="post">' in page
    assert SavedSearch.objects.with_alerts().exists()


@pytest.mark.parametrize("forge", ["one-{pk}", "one-{pk}:made-up", "x{token}", "{token}x", "all{token}"])
def test_a_forged_address_does_not_exist(client: Client, forge: str) -> None:
    search = make.saved_search()
    token = forge.format(pk=search.pk, token=alerts.token(search))

    assert client.post(reverse("finding:stop", args=[token])).status_code == 404
    assert SavedSearch.objects.with_alerts().exists()


@pytest.mark.parametrize("is_all", [False, True])
def test_the_address_of_what_is_gone_does_not_exist(client: Client, is_all: bool) -> None:
    search = make.saved_search()
    path = stop_path(search.user if is_all else search)
    search.user.delete()

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("deed", [services.stop, SavedSearch.delete])
def test_who_stopped_meanwhile_gets_nothing(deed: object) -> None:
    search = make.saved_search()
    several(1)
    alerts.look(at=timezone.now())

    deed(search)  # type: ignore[operator]

    assert paid() == []
    assert Letter.objects.get().error == "no longer needed"


def test_what_is_closed_or_full_meanwhile_is_left_out() -> None:
    make.saved_search()
    several(3)
    alerts.look(at=timezone.now())
    Assignment.objects.filter(title="Task 00").update(status="closed")
    Assignment.objects.filter(title="Task 01").update(places_taken=2)

    (message,) = paid()

    assert message.subject == "1 new in «All in Oslo»"
    assert "Task 02" in str(message.body)
