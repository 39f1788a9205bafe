"""Load the portal's own lists. Safe at each release: rows are updated by their key, none is deleted."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Model

from portal import places
from portal.models import Activity, County, Group, Icnpo, Municipality, Skill, Topic

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]


class Command(BaseCommand):
    help = "Load counties, municipalities and their distances, ICNPO categories, topics, groups and skills."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        load()
        places.measure()


def load() -> None:
    """Write every list but the distances, which follow from the municipalities."""
    upsert(Icnpo, rows("icnpo"))
    upsert(County, rows("counties"))
    upsert(Municipality, municipalities())
    upsert(Topic, named("topics"))
    upsert(Activity, named("activities", topic="topic_id"))
    upsert(Group, named("groups"))
    upsert(Skill, named("skills"))
    for model in (Topic, Group):
        for row in rows(f"{model.__name__.lower()}s"):
            codes = Icnpo.objects.filter(code__in=row["icnpo"].split())
            model.objects.get(slug=row["slug"]).icnpo.set(codes)


def rows(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def named(name: str, **renamed: str) -> Iterable[Row]:
    """Give each row its position, and leave out what is no column of the model."""
    for position, row in enumerate(rows(name)):
        kept = {renamed.get(key, key): value for key, value in row.items() if key != "icnpo"}
        yield kept | {"position": str(position)}


def municipalities() -> Iterable[Row]:
    """Label each municipality, with its county where the name is shared: «Herøy (Nordland)»."""
    counties = {row["number"]: row["name"] for row in rows("counties")}
    every = rows("municipalities")
    names = Counter(row["name"] for row in every)
    for row in every:
        county = row.pop("county_number")
        label = row["name"] if names[row["name"]] == 1 else f"{row['name']} ({counties[county]})"
        yield row | {"county_id": county, "label": label}


def upsert(model: type[Model], values: Iterable[Row]) -> None:
    key = model._meta.pk.attname  # noqa: SLF001 - the documented way to a model's fields
    objects = [model(**row) for row in values]
    fields = [f.name for f in model._meta.concrete_fields if f.attname != key]  # noqa: SLF001
    model._default_manager.bulk_create(  # noqa: SLF001
        objects, update_conflicts=True, unique_fields=[key], update_fields=fields
    )
