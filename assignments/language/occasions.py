"""When and how something is done, in the words people search with."""

from portal.weekgrid import slots_of

DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
PARTS = ("morgen formiddag", "ettermiddag", "kveld")
SATURDAY, EVENING = 5, 2
WEEKEND, WORKDAY, DAYTIME = "helg", "hverdag", "dagtid"
FROM_HOME = "hjemmefra digital digitalt nett"
RHYTHMS = {"once": "engangs", "regular": "fast"}


def occasion(*, slots: int, is_remote: bool, rhythm: str) -> str:
    """The days, the parts of the day, and whether it is from home. In bokmål: the synonyms know the rest."""
    week = [divmod(slot, 3) for slot in slots_of(slots)]
    said = [RHYTHMS.get(rhythm, ""), *(DAYS[day] for day, _part in week)]
    said += [WEEKEND if day >= SATURDAY else WORKDAY for day, _part in week]
    said += [DAYTIME for day, part in week if day < SATURDAY and part < EVENING]
    said += [PARTS[part] for part in sorted({part for _day, part in week})]
    return " ".join(filter(None, dict.fromkeys([*said, FROM_HOME if is_remote else ""])))
