from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def for_you(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def unsubscribe(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
