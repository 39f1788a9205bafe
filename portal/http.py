"""Requests as the views see them, and addresses as others see them."""

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.models import User


def absolute(path: str) -> str:
    """The whole address, the same whatever name the portal was asked by."""
    return f"{settings.SITE_URL}{path}"


class Request(HttpRequest):
    """Anyone's request."""

    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request of somebody who is signed in."""

    user: User
