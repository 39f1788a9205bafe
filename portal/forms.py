"""Fields that more than one form needs: the week, the activities, the municipality."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal import weekgrid
from portal.models import Activity, Municipality


class WeekGridWidget(forms.SelectMultiple):
    """21 boxes in a table: a row for each day, a column for each part of it."""

    template_name = "components/widgets/week_grid.html"
    use_fieldset = True

    def format_value(self, value: Any) -> list[str]:
        """Take the number of the model, or the list that was typed."""
        return [str(slot) for slot in (weekgrid.slots_of(value) if isinstance(value, int) else value or [])]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = set(self.format_value(value))
        rows = [
            {
                "day": day,
                "cells": [
                    {"slot": row * 3 + column, "part": part, "on": str(row * 3 + column) in chosen}
                    for column, (_code, part) in enumerate(weekgrid.PARTS)
                ],
            }
            for row, (_code, day) in enumerate(weekgrid.DAYS)
        ]
        grid = {"rows": rows, "parts": [part for _code, part in weekgrid.PARTS]}
        return {"widget": {"name": name, "attrs": attrs or {}} | grid}


class WeekGridField(forms.MultipleChoiceField):
    """When in the week. Cleaned to the 21-bit number of `portal.weekgrid`."""

    widget = WeekGridWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(str(slot), str(slot)) for slot in range(21)], **kwargs)

    def clean(self, value: Any) -> int:
        return weekgrid.grid_of(int(slot) for slot in super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or 0) != weekgrid.grid_of(int(slot) for slot in data or [] if slot.isdecimal()))


class ActivitiesWidget(forms.SelectMultiple):
    """Boxes of activities under their topics. A topic's own box («t:idrett») stands for all of them."""

    template_name = "components/widgets/activities.html"
    use_fieldset = True

    def format_value(self, value: Any) -> list[str]:
        return [getattr(one, "pk", one) for one in value or []]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = set(self.format_value(value))
        activities = Activity.objects.select_related("topic").order_by("topic__position", "position")
        topics = [
            {
                "topic": topic,
                "on": f"t:{topic.pk}" in chosen,
                "activities": [{"activity": one, "on": one.pk in chosen} for one in grouped],
            }
            for topic, grouped in groupby(activities, key=lambda activity: activity.topic)
        ]
        for topic in topics:
            topic["open"] = topic["on"] or any(one["on"] for one in topic["activities"])
        return {"widget": {"name": name, "attrs": attrs or {}, "topics": topics}}


class ActivitiesField(forms.Field):
    """Which activities. Cleaned to a list of `Activity`; a topic stands for all of its."""

    widget = ActivitiesWidget
    default_error_messages = {"unknown": _("Choose among the activities on the list.")}

    def clean(self, value: Any) -> list[Activity]:
        slugs = list(value or [])
        if self.required and not slugs:
            raise ValidationError(_("Choose at least one activity."), code="required")
        topics = {slug[2:] for slug in slugs if slug.startswith("t:")}
        single = {slug for slug in slugs if not slug.startswith("t:")}
        known = Activity.objects.select_related("topic")
        found = [one for one in known if one.topic_id in topics or one.pk in single]
        if not {one.pk for one in found} >= single or not {one.topic_id for one in found} >= topics:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return found


class MunicipalityIterator(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]  # no generic at run time
    """Municipalities under their counties."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        rows = self.queryset.order_by("county__name", "label").select_related("county")
        for county, grouped in groupby(rows, key=lambda row: row.county):
            yield (county.name, [self.choice(row) for row in grouped])


class MunicipalityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    """One of the 357, chosen from a list under its county."""

    iterator = MunicipalityIterator

    def __init__(self, **kwargs: Any) -> None:
        defaults = {"label": _("Municipality"), "empty_label": _("Choose a municipality")}
        super().__init__(queryset=Municipality.objects.all(), **defaults | kwargs)
