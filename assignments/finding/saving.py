"""What one says of a search when it is saved, and what the list of them shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assignments.finding.alerts import published_since
from assignments.finding.find import Found, find
from assignments.finding.models import SavedSearch
from assignments.finding.models.saved import frequencies

LONGEST_NAME = 80


class SavedSearchForm(forms.Form):
    """What it is called, and how often one hears of it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the search a name, so that you know it again.")},
    )
    often = forms.ChoiceField(
        label=_("E-mail me when something new fits"),
        choices=frequencies,
        widget=forms.RadioSelect,
        initial=SavedSearch.Often.DAILY,
        error_messages={"required": _("Choose how often we may write.")},
    )

    def clean_name(self) -> str:
        """On one line: it becomes the subject of a letter."""
        return " ".join(self.cleaned_data["name"].split())


def proposed_name(found: Found) -> str:
    """Name a search after what it asks for: «Leksehjelp · Tromsø»."""
    name = capfirst(" · ".join(words_of(found)))
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip(" ·") + "…"


def words_of(found: Found) -> list[str]:
    """What a search asks for, in words."""
    return [str(chip.label).strip("«»") for chip in found.filter.chips]


@dataclass(frozen=True)
class Saved:
    """A saved search as its owner sees it: what it asks for, what there is, and what of that is new."""

    search: SavedSearch
    words: Sequence[str]
    hits: int
    new: int


def with_hits(searches: Sequence[SavedSearch], *, at: datetime) -> list[Saved]:
    """Search each of them now."""
    on = localdate(at)
    seen = min((search.seen_at for search in searches), default=at)
    published = published_since(seen, on=on)

    def saved(search: SavedSearch) -> Saved:
        found = find(QueryDict(search.query), on=on)
        recent = {key for key, came in published.items() if came > search.seen_at}
        new = len(recent.intersection(found.ids.tolist())) if recent else 0
        return Saved(search, words_of(found), found.total, new)

    return [saved(search) for search in searches]


def first_said(search: SavedSearch) -> dict[str, Any]:
    """What the form says before anything is changed."""
    return {"name": search.name, "often": search.often}
