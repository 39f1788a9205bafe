"""Saving a search: from the list, under a name, as often as one wants to hear of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.finding.models import SavedSearch
from portal.models import AuditEntry, User
from tests import make

pytestmark = pytest.mark.django_db
SAVE = reverse("finding:save")
MINE = reverse("finding:saved_searches")
DAILY = {"name": "Homework in Tromsø", "often": "daily"}


@pytest.fixture
def user(client: Client) -> User:
    user = make.user()
    client.force_login(user)
    return user


def save(client: Client, query: str, **typed: str) -> str:
    return client.post(f"{SAVE}?{query}", DAILY | typed, follow=True).text


def test_the_form_proposes_a_name_in_words(client: Client, user: User) -> None:
    page = client.get(f"{SAVE}?q=leksehjelp&kommune=5501&hjemmefra=on").text

    assert 'value="Leksehjelp · Tromsø · Can be done from home"' in page
    assert "There are 0 hits today." in page


def test_saving_keeps_what_was_asked_and_how_often(client: Client, user: User) -> None:
    page = save(client, "kommune=5501&q=leksehjelp")

    saved = SavedSearch.objects.get()
    assert (saved.user, saved.name, saved.often) == (user, "Homework in Tromsø", "daily")
    assert saved.query == "q=leksehjelp&kommune=5501"
    assert "Your search is saved." in page
    assert AuditEntry.objects.get(deed="search.saved").about_id == saved.pk


def test_whoever_is_not_signed_in_comes_back_to_the_search_afterwards(client: Client) -> None:
    path = f"{SAVE}?q=leksehjelp&kommune=5501"
    to_sign_in = client.get(path)
    make.user(email="eva@example.invalid", password="tolv tegn lang")

    typed = {"login": "eva@example.invalid", "password": "tolv tegn lang"}
    back = client.post(to_sign_in["Location"], typed)

    assert to_sign_in["Location"].startswith(reverse("account_login"))
    assert "kommune%3D5501" in to_sign_in["Location"]
    assert back["Location"] in {path, reverse("account_email_verification_sent")}


SAME = ["kommune=0301&q=barn", "q=barn&side=3&kommune=0301&sorter=nyest", "q=++barn+&kommune=0301"]


@pytest.mark.parametrize("same", SAME)
def test_the_same_search_twice_is_one(client: Client, user: User, same: str) -> None:
    save(client, "q=barn&kommune=0301")
    save(client, same, name="Another name", often="never")

    saved = SavedSearch.objects.get()
    assert (saved.name, saved.often) == ("Another name", "never")


@pytest.mark.parametrize("same", SAME)
def test_a_search_that_is_saved_already_is_shown_as_it_is(client: Client, user: User, same: str) -> None:
    make.saved_search("q=barn&kommune=0301")
    mine = make.saved_search("q=barn&kommune=0301", user=user, name="My own name", often="weekly")

    page = client.get(f"{SAVE}?{same}", follow=True)

    assert page.redirect_chain == [(reverse("finding:change_search", args=[mine.pk]), 302)]
    assert "You have saved this search already." in page.text
    assert 'value="My own name"' in page.text
    assert page.context["form"]["often"].value() == "weekly"


def test_surplus_space_makes_no_other_search(client: Client, user: User) -> None:
    save(client, "q=+leksehjelp++barn%09")

    assert SavedSearch.objects.get().query == "q=leksehjelp+barn"


@pytest.mark.parametrize("query", ["", "side=2", "sorter=nyest", "kommune=9999", "made=up"])
def test_there_must_be_something_to_search_for(client: Client, user: User, query: str) -> None:
    assert "There is nothing to save yet" in client.get(f"{SAVE}?{query}").text
    assert "Choose what to search for first" in save(client, query)
    assert not SavedSearch.objects.exists()


def test_nobody_saves_more_than_twenty(client: Client, user: User) -> None:
    for number in range(20):
        make.saved_search(f"q={number}", user=user)

    page = save(client, "q=twenty-first")

    assert "You have saved 20 searches, and that is the most. Delete one first." in page
    assert SavedSearch.objects.count() == 20


def test_a_search_may_have_two_thousand_letters(client: Client, user: User) -> None:
    everywhere = "&".join(f"kommune={number}" for number in make.municipalities(200))

    assert "This search is too long to be saved. Leave some of it out." in save(client, everywhere)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": " "}, "Give the search a name, so that you know it again."),
        ({"often": ""}, "Choose how often we may write."),
        ({"often": "hourly"}, "Select a valid choice."),
        ({"name": "x" * 81}, "at most 80 characters"),
    ],
)
def test_what_is_typed_is_checked(client: Client, user: User, typed: dict[str, str], told: str) -> None:
    assert told in save(client, "q=barn", **typed)
    assert not SavedSearch.objects.exists()


def test_a_name_is_one_line(client: Client, user: User) -> None:
    save(client, "q=barn", name="Children\r\nBcc: everybody@example.invalid")

    assert SavedSearch.objects.get().name == "Children Bcc: everybody@example.invalid"


def test_the_page_lists_hits_and_how_many_are_new(client: Client, user: User) -> None:
    make.saved_search("kommune=0301&q=walk", user=user, name="Walks", often="weekly")
    make.assignment(title="A walk in the park")
    make.assignment(title="A walk to the sea", published_at=timezone.now() - timedelta(days=2))
    make.assignment(title="A walk elsewhere", municipality=make.municipality("5501"))

    page = client.get(MINE).text

    assert "Walks</a></h2>" in page
    assert ">walk</span>" in page
    assert ">Oslo</span>" in page
    assert "2 hits now." in page
    assert "E-mail: Every Monday." in page
    assert "See 1 new" in page


def test_seeing_what_is_new_leads_to_the_newest_and_remembers_it(client: Client, user: User) -> None:
    search = make.saved_search("kommune=0301", user=user)
    make.assignment()

    answer = client.post(reverse("finding:see_new", args=[search.pk]))

    assert answer["Location"] == "/oppdrag/?kommune=0301&sorter=nyest"
    assert "See 1 new" not in client.get(MINE).text


def test_name_and_frequency_can_be_changed(client: Client, user: User) -> None:
    search = make.saved_search(user=user)
    path = reverse("finding:change_search", args=[search.pk])
    assert 'value="All in Oslo"' in client.get(path).text

    page = client.post(path, {"name": "Oslo", "often": "weekly"}, follow=True).text

    search.refresh_from_db()
    assert (search.name, search.often) == ("Oslo", "weekly")
    assert "Your search is changed." in page


def test_a_deleted_search_is_gone(client: Client, user: User) -> None:
    search = make.saved_search(user=user)

    page = client.post(reverse("finding:delete_search", args=[search.pk]), follow=True).text

    assert "«All in Oslo» is deleted." in page
    assert "You have not saved any search yet" in page
    assert AuditEntry.objects.get(deed="search.deleted").about_id == search.pk


@pytest.mark.parametrize("name", ["see_new", "delete_search"])
def test_the_buttons_of_the_page_work_in_a_browser(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    search = make.saved_search()
    make.assignment()
    client.force_login(search.user)
    path = reverse(f"finding:{name}", args=[search.pk])
    form = client.get(MINE).text.partition(f'action="{path}"')[2].partition("</form>")[0]

    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)

    assert token
    assert client.post(path, {"csrfmiddlewaretoken": token[1]}).status_code == 302
    assert client.post(path).status_code == 403


@pytest.mark.parametrize("name", ["change_search", "see_new", "delete_search"])
def test_what_others_have_saved_does_not_exist(client: Client, user: User, name: str) -> None:
    search = make.saved_search()
    seen = search.seen_at

    assert client.post(reverse(f"finding:{name}", args=[search.pk]), DAILY).status_code == 404

    search.refresh_from_db()
    assert (search.name, search.seen_at) == ("All in Oslo", seen)
    assert "All in Oslo" not in client.get(MINE).text


def test_searches_go_with_their_owner() -> None:
    make.saved_search().user.delete()

    assert not SavedSearch.objects.exists()
