from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def organisations(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def organisation(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def register(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def edit(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
