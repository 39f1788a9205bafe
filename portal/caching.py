"""What may be kept, and by whom: public pages for a short while by everybody, all else by nobody."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.views.decorators.cache import cache_page
from django.views.decorators.http import conditional_page
from redis import RedisError

type View = Callable[..., HttpResponse]

LONGEST = 400  # signs of an address that is kept; nobody asks twice for a longer one
PERSONAL_COOKIES = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}


class PageCache(RedisCache):
    """Holds what can be had without it: when the server is gone nothing is found, and no page fails.

    Deleting does fail then: a session that was signed out of must not come back with the server.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            return default

    def has_key(self, key: str, version: int | None = None) -> bool:
        try:
            return super().has_key(key, version)
        except RedisError:
            return False

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        try:
            return super().add(key, value, timeout, version)
        except RedisError:
            return False

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        with suppress(RedisError):
            super().set(key, value, timeout, version)


def public(seconds: int) -> Callable[[View], View]:
    """A page that is the same for all who are not signed in. It may be so old, wherever it is kept."""

    def kept_by_all(view: View) -> View:
        kept = conditional_page(cache_page(seconds, cache="pages")(without_anything_personal(view)))

        @wraps(view)
        def see(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = (kept if is_for_everybody(request) else view)(request, *args, **kwargs)
            patch_vary_headers(answer, ("Cookie",))  # not inside, or each cookie would have a copy
            return answer

        return see

    return kept_by_all


def is_for_everybody(request: HttpRequest) -> bool:
    """Nobody is signed in or has a message waiting, and others may ask for the same."""
    is_short = len(request.get_full_path()) <= LONGEST
    return (
        is_short and PERSONAL_COOKIES.isdisjoint(request.COOKIES) and "Authorization" not in request.headers
    )


def without_anything_personal(view: View) -> View:
    """Forbid keeping a page after all, where making it has used what belongs to one reader."""

    @wraps(view)
    def see(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        has_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or get_nonce(request)
        has_message = request.session.modified or get_messages(request).added_new  # type: ignore[union-attr]
        if answer.cookies or has_token or has_message or request.user.is_authenticated:
            add_never_cache_headers(answer)
        elif answer.status_code == HTTPStatus.OK:
            patch_cache_control(answer, public=True)
        return answer

    return see


def keep_private(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let nobody keep a page that has not said it may be: no proxy, and no way back after signing out."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        if not answer.has_header("Cache-Control"):
            add_never_cache_headers(answer)
        return answer

    return middleware
