"""The words that were found, marked where they stand."""

from collections.abc import Container
from unicodedata import normalize

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from assignments.language.folding import WORD, fold

MARK = "{}<mark>{}</mark>"


def marked(text: str, words: Container[str]) -> SafeString:
    """Escape a text and mark those of its words whose folded form is among these."""
    text = normalize("NFC", text)
    pieces: list[tuple[str, str]] = []
    end = 0
    for match in WORD.finditer(text):
        if fold(match[0]) in words:
            pieces.append((text[end : match.start()], match[0]))
            end = match.end()
    return format_html_join("", MARK, pieces) + conditional_escape(text[end:])
