"""Mounted at the root: beside the coordinator's desk, and the volunteer's own page."""

from django.urls import path

from matching.inviting.views import audience

app_name = "inviting"
urlpatterns = [
    path("koordinator/oppdrag/publikum/", audience.audience, name="audience"),
]
