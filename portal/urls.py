"""Every address of the portal. Paths are Norwegian, plural, and stable for ever."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from portal import dev, pages, sitemaps

urlpatterns = [
    path("", pages.front, name="front"),
    path("", include("assignments.urls")),
    path("", include("assignments.finding.urls")),
    path("", include("organisations.urls")),
    path("", include("organisations.courses.urls")),
    path("", include("matching.steering.urls")),
    path("", include("matching.inviting.urls")),
    path("", include("matching.volunteers.urls")),
    path("", include("matching.urls")),
    path("konto/", include("allauth.account.urls")),
    path("konto/to-trinn/", include("allauth.mfa.urls")),
    path("om/", pages.about, name="about"),
    path("personvern/", pages.privacy, name="privacy"),
    path("tilgjengelighet/", pages.accessibility, name="accessibility"),
    path("vilkar/", pages.terms, name="terms"),
    path("sprak/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    path("admin/", admin.site.urls),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
]
if settings.DEBUG:
    urlpatterns += [
        path("dev/post/", dev.letters, name="dev_letters"),
        path("dev/post/<int:number>/", dev.letter, name="dev_letter"),
    ]
