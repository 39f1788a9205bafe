from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def profile(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def interests(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def when(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def where(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def more(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
