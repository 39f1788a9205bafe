"""Mounted at the root: beside the coordinator's desk, and the volunteer's own page."""

from django.urls import path

from matching.inviting.views import audience, fitting, mine

app_name = "inviting"
urlpatterns = [
    path("koordinator/oppdrag/publikum/", audience.audience, name="audience"),
    path("koordinator/oppdrag/<int:assignment_id>/passer/", fitting.fitting, name="fitting"),
    path(
        "koordinator/oppdrag/<int:assignment_id>/passer/<int:volunteer_id>/inviter/",
        fitting.invite,
        name="invite",
    ),
    path("min-side/invitasjoner/<int:invitation_id>/nei-takk/", mine.decline, name="decline"),
    path("invitasjoner/av/<str:token>/", mine.stop, name="stop"),
]
