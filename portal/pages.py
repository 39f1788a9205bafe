"""The roof: pages that look at everything."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from redis import RedisError

from assignments.finding.find import find
from matching.offers import KEEPER
from matching.ranking.fast import warm
from organisations.models import Organisation
from portal.caching import public

NEWEST = 6


def page(template: str) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is the same for everybody."""

    @login_not_required
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template, {"contact": settings.CONTACT_EMAIL})

    return view


about = page("portal/about.html")
privacy = page("portal/privacy.html")
accessibility = page("portal/accessibility.html")
terms = page("portal/terms.html")


@login_not_required
@require_safe
@public(60)
def front(request: HttpRequest) -> HttpResponse:
    """What this is, a search box, the topics, numbers, and what is new."""
    everything = find(QueryDict("sorter=nyest"), on=timezone.localdate())
    shown = {
        "newest": everything.cards(everything.first(NEWEST)),
        "topics": everything.facets.tema.options,
        "numbers": {
            "open": everything.total,
            "places": everything.free_places,
            "municipalities": len(everything.by_municipality),
            "organisations": Organisation.objects.verified().count(),
        },
    }
    return render(request, "portal/front.html", shown)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process, its database and its cache answer, and what is open stands ready to be ranked."""
    try:
        KEEPER.current(on=timezone.localdate())
        warm()
        cache.get("readyz")
    except (DatabaseError, RedisError) as error:
        return HttpResponse(f"{type(error).__name__}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
