"""More than two thousand requests nobody should send: none of them may end in a 500."""

from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from tests import make
from tests.doors import DOORS, ROLES, World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("fuzz")]

PARAMETERS = """
    q kommune fylke km tema gruppe type rytme hjemmefra sprak alder dag tid organisasjon sorter side fra next
    utsnitt bakgrunn zoom nord ost
    email name password login code
    title summary description activities groups skills municipality slots rhythm
    hours places minimum_age norwegian apply_by starts_on ends_on kind number purpose website
    contact_email
    message session birth_year status reply decline_reason max_km action answer checked language token
    form-TOTAL_FORMS form-INITIAL_FORMS sessions-TOTAL_FORMS sessions-0-places sessions-0-date
"""
WORDS = [
    *("", "0", "-1", "99999999999999999999", "0301", "1e9", "NaN", "true", "None", "[]", "{}", "on", "nyest"),
    *("'; DROP TABLE portal_user; --", "<script>alert(1)</script>", "%00", "\x00", "æøå", "2026-02-30"),
    *("t:idrett", "idrett", "besoksvenn", "a" * 5000, "& | ! ( ) :*", '"', "\\", "../../etc/passwd"),
    "https://evil.invalid",
]
NAMES = st.sampled_from(PARAMETERS.split())
NASTY = st.one_of(st.sampled_from(WORDS), st.text(max_size=30), st.integers().map(str))
REQUESTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(sorted(DOORS)),
        "role": st.sampled_from(ROLES),
        "is_post": st.booleans(),
        "data": st.dictionaries(NAMES, st.lists(NASTY, min_size=1, max_size=3), max_size=6),
        "query": st.dictionaries(NAMES, NASTY, max_size=4),
    }
)


@pytest.fixture
def world() -> World:
    return World()


@given(asked=REQUESTS)
@settings(
    max_examples=2000,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
def test_no_request_ends_in_a_500(world: World, asked: dict[str, Any]) -> None:
    client = Client(raise_request_exception=True)
    if user := world.people[asked["role"]]:
        make.sign_in(client, user)
    door = DOORS[asked["name"]]
    path = reverse(asked["name"], args=door.args(world))

    if asked["is_post"]:
        answer = client.post(path, asked["data"], query_params=asked["query"])
    else:
        answer = client.get(path, asked["data"] | asked["query"])

    assert answer.status_code < 500, (path, asked)


@given(path=st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=60), query=NASTY)
@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_made_up_address_ends_in_a_500(client: Client, path: str, query: str) -> None:
    assert client.get("/" + path, query_params={"q": query}).status_code < 500


def test_no_search_ends_in_a_500(client: Client) -> None:
    make.session(of=make.assignment(title="Besøksvenn"))
    client.raise_request_exception = False
    chance = Random(2)  # noqa: S311 - not for secrets
    asked = [fuzz.random_address(chance, fuzz.FEEDS) for _number in range(400)]

    assert [address for address in asked if client.get(address).status_code >= 500] == []
