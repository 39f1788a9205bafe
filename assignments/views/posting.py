from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def create(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def edit(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def preview(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def submit(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def close(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
