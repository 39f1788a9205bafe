"""Mounted at the root: everything that is open, under /oppdrag/."""

from django.urls import path

from assignments.finding.views import browse, map

app_name = "finding"
urlpatterns = [
    path("oppdrag/", browse.assignments, name="assignments"),
    path("oppdrag/kart/", map.hits, name="map"),
]
