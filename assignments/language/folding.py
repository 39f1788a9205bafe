"""Words without accents, capitals and signs: «Besøksvenn» and «besoksvenn» are the same word to a search."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
LONGEST = 40
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "þ": "th"}
    | {"ß": "ss", "ł": "l", "œ": "oe"}
)

APART = {
    word: word.replace("å", "aa", 1)
    for word in ("mål", "måla", "målet", "målene", "måle", "måler", "målte", "måling", "målinger")
}
"""What would be another word without its accent: who wants to paint («male») does not mean a goal («mål»)."""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower the letters and take accents away: «Kárášjohka» is «karasjohka»."""
    low = APART.get(text.casefold(), text.casefold())
    if low.isascii():
        return low
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", low).translate(LETTERS))
    return "".join(letter for letter in split if letter.isalnum())


def spelled(text: str) -> list[str]:
    """Read the words of a text as they are written, without the marks and addresses of Markdown."""
    return WORD.findall(ADDRESS.sub(" ", legible(text)))


def legible(text: str) -> str:
    """One letter for each accented one, and no signs that nobody sees."""
    return unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u0000", " ")


def words(text: str) -> list[str]:
    """Read the words of a text, folded."""
    return [folded for word in spelled(text) if (folded := fold(word)[:LONGEST])]
