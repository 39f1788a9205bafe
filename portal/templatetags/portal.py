"""What templates may say in every page without loading it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal import markdown as texts
from portal import weekgrid
from portal.http import absolute as absolute_address

register = template.Library()

COLOURS = {
    "accepted": "success",
    "completed": "success",
    "published": "success",
    "verified": "success",
    "new": "info",
    "dialogue": "info",
    "submitted": "warning",
    "waiting": "warning",
    "rejected": "danger",
    "suspended": "danger",
}


@register.filter
def markdown(text: str) -> SafeString:
    """Render a text somebody wrote in Markdown."""
    return texts.render(text)


@register.filter
def km(distance: float) -> str:
    """A distance as people say it: «8 km», «120 km»; below one it is «under 1 km»."""
    if distance < 1:
        return _("under 1 km")
    return _("%(n)d km") % {"n": round(distance)}


@register.filter
def week(grid: int) -> str:
    """The week as words: «Tuesday evening, Saturday morning», or that it varies when there are many."""
    return weekgrid.words(grid)


@register.filter
def absolute(path: str) -> str:
    """The whole address of a page or a file, for those who come from elsewhere."""
    return absolute_address(path)


@register.filter
def linked_data(graph: dict[str, Any]) -> SafeString:
    """Data for machines. Django escapes what could end the element, and knows one kind of it only."""
    return SafeString(json_script(graph).replace("application/json", "application/ld+json", 1))


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """The numbers to show, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def status_color(status: str) -> str:
    """The design system's colour of a state."""
    return COLOURS.get(status, "neutral")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """One of our icons, drawn once: a page of cards has sixty of them."""
    return render_to_string("components/icon.html", {"name": name})


@register.simple_tag(takes_context=True)
def current(context: template.Context, name: str) -> SafeString | str:
    """Say `aria-current` on the menu's link to the part of the portal one is in."""
    request = context.get("request")
    if request is None or not request.path.startswith(reverse(name)):
        return ""
    return format_html('aria-current="{}"', "page" if request.path == reverse(name) else "true")
