from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def desk(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def applications(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def answer(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
