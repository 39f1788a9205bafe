"""A page of results: whole, or the results alone when htmx asks for them."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import push_url, replace_url

from portal.http import Request

OF_A_FRAGMENT = ("HX-Request", "HX-History-Restore-Request", "HX-Current-URL")
"""What an answer depends on besides its address: the last says whether it is a step to come back to."""


def answer(request: Request, template: str, *, name: str, shown: dict[str, Any]) -> HttpResponse:
    """Render the page called `name` with what was `found`; a fragment comes with the address it has."""
    address = {"address": reverse(name)}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, template, shown | address)
    fragment = render(request, f"{template}#results", shown | address | {"is_fragment": True})
    query = shown["found"].filter.query
    say = replace_url if is_the_same_step(query, request.htmx.current_url or "") else push_url
    return say(fragment, reverse(name, query=query))


def is_the_same_step(query: QueryDict, before: str) -> bool:
    """Whether it is the search of a moment ago, or one that is still being typed: nothing to come back to."""
    was, now = QueryDict(urlsplit(before).query, mutable=True), query.copy()
    words, typed = was.pop("q", [""])[-1], now.pop("q", [""])[-1]
    goes_on = bool(words and typed) and (words.startswith(typed) or typed.startswith(words))
    was.pop("side", None)
    return bool(before) and was == now and (goes_on or words == typed)
