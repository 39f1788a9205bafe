"""Requests as the views see them."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.models import User


class Request(HttpRequest):
    """Anyone's request."""

    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request of somebody who is signed in."""

    user: User
