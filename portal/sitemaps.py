"""The roof for search engines: what there is to read and where, and where they need not look."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap, views
from django.db.models import FETCH_RAISE, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from assignments.models import Assignment
from organisations.courses.models import Course, Lesson
from organisations.models import Organisation
from portal.caching import public
from portal.http import absolute

KEPT = 600


class Section(Sitemap):  # type: ignore[type-arg]  # no generic at run time
    """Pages of one kind, under the one name the portal has, whatever it was asked by."""

    limit = 2000

    def get_protocol(self, protocol: str | None = None) -> str:
        return str(urlsplit(settings.SITE_URL).scheme)

    def get_domain(self, site: Any = None) -> str:
        return str(urlsplit(settings.SITE_URL).netloc)


class FixedPages(Section):
    """Those that are always there."""

    def items(self) -> list[str]:
        places = ["front", "finding:assignments", "organisations:organisations", "courses:courses"]
        return [*places, "about", "privacy", "accessibility", "terms"]

    def location(self, item: str) -> str:
        return reverse(item)


class Courses(Section):
    """Courses and their lessons: a handful."""

    def items(self) -> list[Course | Lesson]:
        return [*Course.objects.published(), *Lesson.objects.published().with_place().without_text()]


class Organisations(Section):
    """Verified ones."""

    def items(self) -> QuerySet[Organisation]:
        verified = Organisation.objects.verified().only("name", "changed_at")
        return verified.order_by("pk").fetch_mode(FETCH_RAISE)

    def lastmod(self, item: Organisation) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        return latest(Organisation.objects.verified())


class OpenAssignments(Section):
    """What one can apply to today."""

    def items(self) -> QuerySet[Assignment]:
        found = Assignment.objects.open(on=localdate()).only("title", "changed_at")
        return found.order_by("pk").fetch_mode(FETCH_RAISE)

    def lastmod(self, item: Assignment) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        return latest(Assignment.objects.open(on=localdate()))


SECTIONS: dict[str, Any] = {
    "sider": FixedPages,
    "kurs": Courses,
    "organisasjoner": Organisations,
    "oppdrag": OpenAssignments,
}


def latest(things: QuerySet[Any]) -> datetime | None:
    """When one of them was last changed."""
    changed: datetime | None = things.aggregate(at=Max("changed_at"))["at"]
    return changed


@login_not_required
@require_safe
@public(KEPT)
def index(request: HttpRequest) -> HttpResponse:
    """Every part of the map, and when it last changed."""
    parts = []
    for name, kind in SECTIONS.items():
        section = kind()
        address, changed_at = absolute(reverse("sitemap_section", args=[name])), section.get_latest_lastmod()
        pages = [address, *(f"{address}?p={n}" for n in range(2, section.paginator.num_pages + 1))]
        parts += [{"location": page, "last_mod": changed_at} for page in pages]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@login_not_required
@require_safe
@public(KEPT)
def section(request: HttpRequest, section: str) -> HttpResponse:
    """The pages of one part of the map."""
    return views.sitemap(request, sitemaps=SECTIONS, section=section)


@login_not_required
@require_safe
@public(KEPT)
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines need not look, and where the map is."""
    return render(request, "robots.txt", {"sitemap": absolute(reverse("sitemap"))}, content_type="text/plain")
