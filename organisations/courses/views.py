from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def courses(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def course(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def lesson(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
