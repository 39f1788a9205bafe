"""Mounted at the root: everything that is open, under /oppdrag/."""

from django.urls import path

from assignments.finding.views import browse, feeds, here, saved
from assignments.finding.views import map as maps

app_name = "finding"
urlpatterns = [
    path("oppdrag/", browse.assignments, name="assignments"),
    path("oppdrag/her/", here.here, name="here"),
    path("oppdrag/kart/", maps.hits, name="map"),
    path("oppdrag/lagre/", saved.save, name="save"),
    path("min-side/sok/", saved.saved_searches, name="saved_searches"),
    path("min-side/sok/<int:search_id>/", saved.change, name="change_search"),
    path("min-side/sok/<int:search_id>/nye/", saved.see_new, name="see_new"),
    path("min-side/sok/<int:search_id>/slett/", saved.delete, name="delete_search"),
    path("feed/oppdrag.atom", feeds.atom, name="atom"),
    path("feed/oppdrag.ics", feeds.calendar, name="calendar"),
    path("feed/oppdrag.json", feeds.json_feed, name="json_feed"),
    path("sok/av/<str:token>/", saved.stop, name="stop"),
]
