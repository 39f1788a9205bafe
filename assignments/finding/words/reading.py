"""What somebody typed, read: words, phrases, words one will not have, and places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from assignments.finding.words.listed import listed
from assignments.finding.words.naming import PlaceFound, places_in
from assignments.language.folding import LONGEST, fold, legible, words

LONGEST_TEXT = 400
MOST_TERMS = 12
TOKEN = re.compile(r"""(?P<no>(?<!\S)-)?(?:["«“”](?P<phrase>[^"«»“”]*)["»“”]|(?P<word>[^\W_]+))""")


@dataclass(frozen=True)
class Token:
    """A word as it was typed, or a phrase in quotes, and where it stands in the `text`."""

    typed: str
    text: str
    begins: int
    ends: int
    is_phrase: bool = False
    is_excluded: bool = False
    meaning: str = ""
    """The word it is read as, if that is another."""

    def until(self, other: "Token") -> str:
        """What was typed from this one to the end of another."""
        return self.text[self.begins : other.ends]


@dataclass(frozen=True)
class Term:
    """One thing to look for: any of these words or phrases. A weak one is welcome and not demanded."""

    typed: str
    any_of: tuple[tuple[str, ...], ...]
    is_weak: bool = False

    @property
    def word(self) -> str | None:
        """The word, if it is a single one."""
        return self.any_of[0][0] if len(self.any_of) == len(self.any_of[0]) == 1 else None


@dataclass(frozen=True)
class Reading:
    """What a text asks for. `neighbours` numbers the terms that may be one word with the next."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    places: tuple[PlaceFound, ...] = ()
    neighbours: tuple[int, ...] = ()
    is_unfinished: bool = False

    @property
    def has_words(self) -> bool:
        return bool(self.terms or self.excluded)


def read(text: str, *, is_literal: bool = False) -> Reading:
    """Read what was typed; taken literally, names of places are words as all others."""
    text = legible(text[:LONGEST_TEXT])
    tokens = [_token(match) for match in TOKEN.finditer(text)]
    places, left = ((), tokens) if is_literal else places_in(tokens)
    left = _understood(left)
    excluded = [phrase for token in left if token.is_excluded and (phrase := _words(token))]
    wanted = [token for token in left if not token.is_excluded]
    terms, at = _terms(wanted)
    return Reading(
        terms=tuple(terms),
        excluded=tuple(excluded[:MOST_TERMS]),
        places=places,
        neighbours=tuple(_neighbours(terms, at)),
        is_unfinished=bool(terms) and text[-1:].isalnum() and terms[-1].typed == tokens[-1].typed,
    )


def _token(match: re.Match[str]) -> Token:
    typed = match["phrase"] if match["word"] is None else match["word"]
    place = (match.string, match.start(), match.end())
    return Token(typed.strip(), *place, match["word"] is None, bool(match["no"]))


def _words(token: Token) -> tuple[str, ...]:
    return tuple(word[:LONGEST] for word in words(token.meaning or token.typed))


@cache
def _meanings() -> dict[str, str]:
    return dict(line.split("=") for line in listed("read as"))


def _understood(tokens: list[Token]) -> list[Token]:
    """Read two words as the one they mean: «gamle folk» are «eldre»."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else token
        meaning = _meanings().get(f"{before.typed}+{token.typed}".casefold())
        if meaning and not any(one.is_phrase or one.is_excluded for one in (before, token)):
            found[-1] = replace(before, typed=before.until(token), ends=token.ends, meaning=meaning)
        else:
            found.append(token)
    return found


def _terms(tokens: list[Token]) -> tuple[list[Term], list[int]]:
    """Drop small words, and let «eller» make one term of two. Say at which token each term ends."""
    terms: list[Term] = []
    at: list[int] = []
    is_either = False
    for i, token in enumerate(tokens):
        low = token.typed.casefold()
        if low in listed("or") and not token.is_phrase:
            is_either = bool(terms)
        elif (phrase := _words(token)) and (token.is_phrase or low not in listed("small")):
            before = terms.pop() if is_either else None
            terms.append(_term(token, phrase, before))
            at = [*at[: len(terms) - 1], i]
            is_either = False
    if all(term.is_weak for term in terms):
        terms = [replace(term, is_weak=False) for term in terms]
    return terms[:MOST_TERMS], at


def _term(token: Token, phrase: tuple[str, ...], before: Term | None) -> Term:
    if before:
        return Term(f"{before.typed} {token.typed}", (*before.any_of, phrase))
    is_weak = not token.is_phrase and fold(token.typed) in listed("weak")
    return Term(token.typed, (phrase,), is_weak)


def _neighbours(terms: list[Term], at: list[int]) -> Iterator[int]:
    """Which terms are one word each and stand side by side: they may be one word, written as two."""
    for n, (one, other) in enumerate(pairwise(terms)):
        if at[n + 1] == at[n] + 1 and one.word and other.word:
            yield n
