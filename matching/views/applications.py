from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def my_page(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def my_applications(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def apply(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, **_parts: Any) -> HttpResponse:
    raise Http404
