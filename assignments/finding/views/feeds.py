"""The feeds of a search: the same for everybody, so that anyone may keep a copy for five minutes."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import translation
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from assignments.finding import feeds
from assignments.finding.feeds import Feed
from portal.http import Request

KEPT_SECONDS = 300

type Written = Callable[[Request], HttpResponse]


def public_feed(write: Written) -> Written:
    """Open to every reader and every website, in the portal's own language, with a mark of what it says."""

    @wraps(write)
    def answer(request: Request) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            response = write(request)
        response["Content-Language"] = settings.LANGUAGE_CODE
        response["Access-Control-Allow-Origin"] = "*"
        return response

    kept = conditional_page(cache_control(public=True, max_age=KEPT_SECONDS)(answer))
    return login_not_required(require_safe(kept))


@public_feed
def atom(request: Request) -> HttpResponse:
    """The newest hits for feed readers."""
    written = feeds.atom(Feed(request.GET, localdate()))
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


@public_feed
def json_feed(request: Request) -> HttpResponse:
    """The newest hits for programs."""
    written = feeds.json_feed(Feed(request.GET, localdate()))
    return HttpResponse(written, content_type="application/feed+json; charset=utf-8")


@public_feed
def calendar(request: Request) -> HttpResponse:
    """The sessions to come for calendars."""
    written = feeds.calendar(Feed(request.GET, localdate()), at=now())
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")
