"""The feeds of a search: the same for everybody, so that anyone may keep a copy for five minutes."""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import translation
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from assignments.finding import feeds
from assignments.finding.feeds import Feed
from portal.http import Request

KEPT_SECONDS = 300

type Written = Callable[[Feed], HttpResponse]


def public_feed(write: Written) -> Callable[[Request], HttpResponse]:
    """Open to every reader and every website, in the portal's own language, with a mark of what it says."""

    @wraps(write)
    def answer(request: Request) -> HttpResponse:
        feed = Feed(request.GET, localdate())
        with translation.override(settings.LANGUAGE_CODE):
            response = refusal(feed.errors) if feed.errors else write(feed)
        response["Content-Language"] = settings.LANGUAGE_CODE
        response["Access-Control-Allow-Origin"] = "*"
        return response

    kept = conditional_page(cache_control(public=True, max_age=KEPT_SECONDS)(answer))
    return login_not_required(require_safe(kept))


def refusal(names: Sequence[str]) -> HttpResponse:
    """Say what makes no sense: nobody who follows a search notices that he gets all of Norway instead."""
    said = _("We could not use these parts of the address: %(names)s.") % {"names": ", ".join(names)}
    return HttpResponse(f"{said}\n", status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")


@public_feed
def atom(feed: Feed) -> HttpResponse:
    """The newest hits for feed readers."""
    return HttpResponse(feeds.atom(feed), content_type="application/atom+xml; charset=utf-8")


@public_feed
def json_feed(feed: Feed) -> HttpResponse:
    """The newest hits for programs."""
    return HttpResponse(feeds.json_feed(feed), content_type="application/feed+json; charset=utf-8")


@public_feed
def calendar(feed: Feed) -> HttpResponse:
    """The sessions to come for calendars."""
    return HttpResponse(feeds.calendar(feed, at=now()), content_type="text/calendar; charset=utf-8")
