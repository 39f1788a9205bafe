"""Words without accents, capitals and signs: «Besøksvenn» and «besoksvenn» are the same word to a search."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
LONGEST = 40
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "þ": "th"}
    | {"ß": "ss", "ł": "l", "œ": "oe", "\u00ad": "", "\u0000": ""}
)


def fold(text: str) -> str:
    """Lower the letters and take accents away: «Kárášjohka» is «karasjohka»."""
    low = text.casefold()
    if low.isascii():
        return low
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", low).translate(LETTERS))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Read the words of a text, folded, without the marks and addresses of Markdown."""
    return [word[:LONGEST] for word in WORD.findall(fold(ADDRESS.sub(" ", text)))]
