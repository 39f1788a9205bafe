"""The words that were found, marked where they stand."""

from collections.abc import Collection
from unicodedata import normalize

from django.utils.html import escape
from django.utils.safestring import SafeString

from assignments.language.folding import WORD, fold

OPEN, CLOSE = SafeString("<mark>"), SafeString("</mark>")


def marked(text: str, words: Collection[str]) -> SafeString:
    """Escape a text and mark those of its words whose folded form is among these."""
    text = normalize("NFC", text)
    if not words:
        return escape(text)
    done, end = SafeString(), 0
    for match in WORD.finditer(text):
        if fold(match[0]) in words:
            start, after = match.span()
            done += escape(text[end:start]) + OPEN + escape(match[0]) + CLOSE
            end = after
    return done + escape(text[end:])
