"""What the organisations ask for: assignments with places and sessions, and needs without."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from assignments.models import Assignment, Session
from portal.demo import dates, library
from portal.demo.clock import Clock
from portal.demo.dice import Dice
from portal.demo.library import Template
from portal.demo.organisations import Asker
from portal.models import User
from portal.weekgrid import grid_of

NEEDS = 35
STATUSES = (("published", 78), ("submitted", 6), ("draft", 6), ("closed", 8), ("rejected", 2))
STAR_STATUSES = ("published",) * 6 + ("submitted", "draft", "closed")
ROOM_FOR_TITLE = 90


@dataclass(slots=True)
class Posted:
    """One assignment with what hangs on it, and what its applications must know."""

    assignment: Assignment
    template: Template
    asker: Asker
    sessions: list[Session] = field(default_factory=list)


class Assignments:
    """Writes what one organisation after the other asks for, each text as seldom as the others."""

    def __init__(self, *, chance: Dice, clock: Clock, moderator: User) -> None:
        self.chance, self.clock, self.moderator = chance, clock, moderator
        self.used: Counter[Template] = Counter()
        self.shown: set[str] = set()
        self.suitable: dict[tuple[str, str], list[Template]] = {}
        self.coming = {(clock.today + timedelta(days=days)).month for days in (0, 30, 60)}

    def of(self, asker: Asker, *, number: int, key: int) -> list[Posted]:
        """Let an organisation post that many, with different texts as long as it has them."""
        texts = self.texts(asker)
        here: Counter[Template] = Counter()
        posted = []
        for i in range(number):
            template = self.choose(texts, here)
            status = self.status(template, asker, i)
            here[template] += 1
            self.used[template] += 1
            self.shown |= set(template.activities) if status == "published" else set()
            posted.append(self.post(template, asker, key=key + i, status=status))
        return posted

    def texts(self, asker: Asker) -> list[Template]:
        """The templates that suit the organisation, the place and the time of the year."""
        place, by = asker.place, asker.pattern.key
        if (by, place.municipality) not in self.suitable:
            self.suitable[by, place.municipality] = [
                template
                for template in library.templates()
                if ("*" in template.by or by in template.by)
                and (place.is_nynorsk or template.language == "nb")
                and (place.is_coastal or not template.coast)
                and place.population >= template.smallest
                and self.coming.intersection(template.months)
            ]
        return self.suitable[by, place.municipality]

    def choose(self, texts: Sequence[Template], here: Counter[Template]) -> Template:
        """Take a text on something nobody has asked for yet; else the one used least."""
        kind = Assignment.Kind.NEED if self.chance.hits(NEEDS) else Assignment.Kind.ASSIGNMENT
        wanted = [one for one in texts if self.is_new(one)] or [one for one in texts if one.kind == kind]
        return min(wanted, key=lambda one: (here[one], self.used[one], self.chance.random()))

    def is_new(self, template: Template) -> bool:
        return not self.shown.issuperset(template.activities)

    def status(self, template: Template, asker: Asker, index: int) -> str:
        """Only a verified organisation publishes; a pioneer does, and whoever asks for something new."""
        if not asker.is_verified:
            return "draft"
        if asker.is_star:
            return STAR_STATUSES[index % len(STAR_STATUSES)]
        is_sure = self.is_new(template) or (asker.is_pioneer and index == 0)
        return "published" if is_sure else self.chance.weighted(STATUSES)

    def post(self, template: Template, asker: Asker, *, key: int, status: str) -> Posted:
        life = dates.life(self.chance, self.clock, status, decided_by=self.moderator)
        sessions = dates.sessions(self.chance, template, assignment=key, after=life["apply_by"])
        span = dates.span(self.chance, template, sessions, after=life["apply_by"])
        address = self.address(template)
        assignment = Assignment(
            pk=key,
            organisation_id=asker.key,
            title=self.title(template, asker),
            municipality_id=asker.place.municipality,
            address=address,
            is_address_hidden=bool(address) and self.chance.hits(25),
            slots=grid_of(map(dates.slot_of, sessions) if sessions else self.week(template)),
            places=self.places(template, sessions),
            status=status,
            created_by_id=asker.owner,
            **told(template, asker.place.words) | life | span,
        )
        return Posted(assignment, template, asker, sessions)

    def title(self, template: Template, asker: Asker) -> str:
        """Name the neighbourhood now and then, where there is one."""
        place, title = asker.place, template.title.format(**asker.place.words)
        longer = f"{title} – {place.sted}"
        names_it = place.sted != place.kommune and not template.remote and self.chance.hits(40)
        return longer if names_it and len(longer) <= ROOM_FOR_TITLE else title

    def address(self, template: Template) -> str:
        if template.remote or self.chance.hits(50):
            return ""
        return f"{self.chance.choice(library.read('places')['streets'])} {self.chance.randint(1, 60)}"

    def week(self, template: Template) -> list[int]:
        """A need is open to most times that suit; an assignment has settled for one to three, or for none."""
        every = template.slots
        if template.kind == "need":
            number = self.chance.randint((len(every) + 1) // 2, len(every))
        elif template.rhythm == "once":
            number = len(every)
        else:
            number = min(len(every), self.chance.randint(1, 3))
        return self.chance.sample(every, number)

    def places(self, template: Template, sessions: Sequence[Session]) -> int | None:
        """Share the places between the sessions; the assignment has as many as they have together."""
        if template.places is None:
            return None
        number = self.chance.randint(*template.places)
        for session in sessions:
            session.places = max(1, number // len(sessions))
        return sum(session.places for session in sessions) or number


def told(template: Template, words: dict[str, str]) -> dict[str, Any]:
    """What the text itself says of the assignment, with the place filled in."""
    return {
        "kind": template.kind,
        "summary": template.summary.format(**words),
        "description": template.description.format(**words),
        "gives": template.gives.format(**words),
        "is_remote": template.remote,
        "rhythm": template.rhythm,
        "hours": Decimal(str(template.hours)),
        "minimum_age": template.minimum_age,
        "norwegian": template.norwegian,
        "needs_police_certificate": bool(template.certificate),
        "police_certificate_reason": template.certificate,
        "accessibility": template.accessibility,
    }
