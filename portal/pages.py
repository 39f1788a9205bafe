"""The roof: pages that look at everything."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache, caches
from django.db import DatabaseError, connection
from django.db.models import FETCH_RAISE, Count, F, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from redis import RedisError

from assignments.models import Assignment
from organisations.models import Organisation
from portal.caching import public
from portal.models import Topic

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
    today = timezone.localdate()
    newest = (
        Assignment.objects.open(on=today)
        .with_places()
        .select_related("organisation", "municipality")
        .defer("description", "search")
        .order_by("-published_at", "-pk")
        .fetch_mode(FETCH_RAISE)[:NEWEST]
    )
    counted: Any = caches["pages"].get_or_set(f"front:{today}", lambda: count(on=today), 60)
    return render(request, "portal/front.html", {"newest": newest, **counted})


def count(*, on: date) -> dict[str, Any]:
    """The numbers of the front page: what is open in all, and by topic. A need has no number of places."""
    available = Assignment.objects.open(on=on).with_places()
    by_topic = dict(available.values_list("activities__topic").annotate(n=Count("pk", distinct=True)))
    numbers = available.aggregate(
        open=Count("pk"),
        places=Coalesce(Sum(F("places") - F("places_taken")), 0),
        municipalities=Count("municipality", distinct=True),
    )
    return {
        "topics": [(topic, by_topic.get(topic.pk, 0)) for topic in Topic.objects.all()],
        "numbers": numbers | {"organisations": Organisation.objects.verified().count()},
    }


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process, its database and its cache answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        cache.get("readyz")
    except (DatabaseError, RedisError) as error:
        return HttpResponse(f"{type(error).__name__}\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
