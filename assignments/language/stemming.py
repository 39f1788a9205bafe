"""The Norwegian stemmer of Snowball, for words PostgreSQL has not seen. It stems all that is searched."""

from functools import lru_cache

UNSURE = ("er", "e", "s")
VOWELS = frozenset("aeiouyæåø")
S_AFTER = frozenset("bcdfghjlmnoprtvyz")
SHORTEST = 3
INFLECTIONS = (
    *("hetenes", "hetene", "hetens", "endes", "heten", "heter"),
    *("ande", "ende", "edes", "enes", "erte"),
    *("ede", "ane", "ene", "ens", "ers", "ets", "het", "ast", "ert"),
    *("en", "ar", "er", "as", "es", "et"),
    *("a", "e", "s"),
)
DERIVATIONS = ("hetslov", "eleg", "elig", "elov", "slov", "leg", "eig", "lig", "els", "lov", "ig")
"""Both from the longest to the shortest."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Take the inflection off a folded word: «venner», «vennene» and «venn» have one stem."""
    start = _first_region(word)
    word = _without_inflection(word, start)
    if word.endswith(("dt", "vt")) and len(word) - 2 >= start:
        word = word[:-1]
    for ending in DERIVATIONS:
        if word.endswith(ending) and len(word) - len(ending) >= start:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """Every stem its inflections may have: Snowball does not see that «hjemmet» is a «hjem»."""
    base = word.removesuffix("ne") if word.endswith("rne") else word
    root = stem(base)
    found = {root, stem(word)} | ({stem(root)} if root.endswith(UNSURE) else set())
    found |= {base} if base.endswith(UNSURE) else set()
    found |= {stem(f"{base}ne")} if base.endswith("er") else set()
    found |= {f"{one}m" for one in found if one.endswith("m")} | {
        one[:-1] for one in found if one.endswith("mm")
    }
    return frozenset(one for one in found if len(one) >= SHORTEST or one == root)


def root(word: str) -> str:
    """One stem for all of them, to know a word by: not what the database has."""
    bare = stem(stem(word))
    return bare[:-1] if bare.endswith("mm") else bare


def _first_region(word: str) -> int:
    """Where endings may begin: after the first consonant that follows a vowel, three letters in at least."""
    for i in range(1, len(word)):
        if word[i] not in VOWELS and word[i - 1] in VOWELS:
            return max(i + 1, SHORTEST)
    return len(word)


def _without_inflection(word: str, start: int) -> str:
    for ending in INFLECTIONS:
        if not word.endswith(ending) or len(word) - len(ending) < start:
            continue
        rest = word[: -len(ending)]
        if ending in {"erte", "ert"}:
            return f"{rest}er"
        if ending == "s" and not _may_take_s(rest):
            return word
        return rest
    return word


def _may_take_s(rest: str) -> bool:
    return rest[-1] in S_AFTER or (rest[-1] == "k" and rest[-2] not in VOWELS)
