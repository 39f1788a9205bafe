"""A page of results: whole, or the results alone when htmx asks for them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import push_url

from portal.http import Request


def answer(request: Request, template: str, *, name: str, shown: dict[str, Any]) -> HttpResponse:
    """Render the page called `name` with what was `found`; a fragment comes with the address it has."""
    address = {"address": reverse(name)}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, template, shown | address)
    fragment = render(request, f"{template}#results", shown | address | {"is_fragment": True})
    return push_url(fragment, reverse(name, query=shown["found"].filter.query))
