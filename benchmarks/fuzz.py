"""What nobody should ask of the list, the map and the feeds: nothing may be a 500, or take half a second."""

import random
from collections import Counter
from urllib.parse import urlencode

from benchmarks.asking import Answer, Asker

LIST, MAP = "/oppdrag/", "/oppdrag/kart/"
FEEDS = ("/feed/oppdrag.atom", "/feed/oppdrag.ics", "/feed/oppdrag.json")
PARAMETERS = """
    q ordrett kommune fylke km tema gruppe type rytme dag tid fra til hjemmefra sprak alder plasser utenattest
    tilgjengelig organisasjon sorter side bakgrunn utsnitt zoom nord ost format utm_source
"""
SENSIBLE = """
    0301 5501 46 50 20 fellesskap idrett eldre barn behov oppdrag fast engang man lor kveld formiddag on litt
    15 67 4 naermest nyest frist trenger treff 2026-12-01 2027-03-31 kartverket 60.1 11.2 7 2 500 godt
"""
WORDS = """
    besøksvenn leksehjelp venn og i på for eldre barn språkkafé hund hunder dugnad tromsø oslo Kárášjohka å
    frivillig sentral trener natteravn ikke AND OR NOT the help kafe mat flyktning
"""
NASTY = [
    *("", " ", "0", "-1", "99999999999999999999", "1e9", "NaN", "inf", "-0.0", "None", "[]", "{}", "\x00"),
    *(
        "'; DROP TABLE portal_user; --",
        "<script>alert(1)</script>",
        "& | ! ( ) :*",
        '"',
        "'",
        "\\",
        "''",
        "%",
    ),
    *("a" * 5000, "a " * 1000, "å" * 200, "&" * 200, "(" * 199, "*", "!!", ":A", "a:*B", "<->", "a<2>b", "_"),
    *("\ud83d", "𝕓𝕖𝕤ø𝕜", "\u202eabc", "\u0301" * 50, "ß", "İ", "ﬁ", "2026-02-30", "0000-00-00", "9999-12-31"),
    *("../../etc/passwd", "%00", "\u2028", "a\tb\r\nc", "-" * 200, "venn " * 39),
]


def random_address(chance: random.Random, feeds: tuple[str, ...]) -> str:
    """One address, with up to nine parameters."""
    path = chance.choice(feeds) if feeds and chance.random() < 0.2 else chance.choice((LIST, LIST, LIST, MAP))
    names = chance.choices(PARAMETERS.split(), k=chance.randint(0, 8))
    if chance.random() < 0.5:
        names.append("q")
    return f"{path}?{urlencode([(name, value(chance)) for name in names], errors='surrogatepass')}"


def value(chance: random.Random) -> str:
    """Something sensible, words, nonsense, or signs."""
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(SENSIBLE.split())
    if kind < 0.6:
        return " ".join(chance.choices(WORDS.split(), k=chance.randint(1, 6)))
    if kind < 0.8:
        return chance.choice(NASTY)
    return "".join(chr(chance.randint(0, chance.choice((126, 0x2FFF)))) for _sign in range(9))


def report(count: int, seed: int) -> None:
    """Ask them all, and print what failed and the slowest ten."""
    chance, asker = random.Random(seed), Asker()
    feeds = tuple(feed for feed in FEEDS if asker.ask(feed).status == 200)
    for address in (LIST, MAP):
        asker.ask(address)  # the first of a process reads what the others have
    answers = [asker.ask(random_address(chance, feeds)) for _number in range(count)]
    slow = sum(answer.milliseconds > 500 for answer in answers)
    print(f"\n{count:,} random addresses, {len(feeds)} feeds among them, answered", end=" ")
    print(", ".join(f"{status}: {many:,}" for status, many in Counter(one.status for one in answers).items()))
    print(f"{slow} slower than 500 ms; the slowest ten:")
    for answer in sorted(answers, key=lambda one: -one.milliseconds)[:10]:
        times = answer.milliseconds, answer.cpu_milliseconds, answer.sql_milliseconds
        print("{:>8.1f} ms{:>8.1f} Python{:>8.1f} SQL  ".format(*times), answer.address[:140])
    tell_failed(answers)


def tell_failed(answers: list[Answer]) -> None:
    """Print one address for each way to fail."""
    for error, answer in {one.error: one for one in answers if one.status >= 500}.items():
        print(f"{answer.status} {error}\n    {answer.address[:400]}")
