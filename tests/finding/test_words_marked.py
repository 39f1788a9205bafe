"""The words that were found, marked."""

import time

import pytest

from assignments.finding.words.marking import marked

FOUND = frozenset({"besoksvenn", "pa", "laering", "b"})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Bli besøksvenn på Ås", "Bli <mark>besøksvenn</mark> <mark>på</mark> Ås"),
        ("LÆRING, besøksvenner", "<mark>LÆRING</mark>, besøksvenner"),
        ("<b>fet</b> & på", "&lt;<mark>b</mark>&gt;fet&lt;/<mark>b</mark>&gt; &amp; <mark>på</mark>"),
        ("", ""),
        ("ingen", "ingen"),
        ("pa\u030a", "<mark>på</mark>"),
    ],
)
def test_words_are_marked_and_the_rest_is_escaped(text: str, html: str) -> None:
    assert marked(text, FOUND) == html


def test_a_page_is_marked_in_no_time() -> None:
    texts = ["Bli besøksvenn på Ås og gled noen som sjelden får besøk av andre enn hjemmesykepleien."] * 40
    spent = []
    for _again in range(5):
        began = time.perf_counter()
        for text in texts:
            marked(text, FOUND)
        spent.append(time.perf_counter() - began)

    assert min(spent) < 0.005
