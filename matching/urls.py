"""Mounted at the root: the volunteer's own pages, and the coordinator's desk."""

from django.urls import path

from matching.views import applications, desk, for_you

app_name = "matching"
urlpatterns = [
    path("for-deg/", for_you.for_you, name="for_you"),
    path("ukens-oppdrag/av/<str:token>/", for_you.unsubscribe, name="unsubscribe"),
    path("min-side/", applications.my_page, name="my_page"),
    path("min-side/soknader/", applications.my_applications, name="my_applications"),
    path("min-side/soknader/<int:application_id>/trekk/", applications.withdraw, name="withdraw"),
    path("oppdrag/<int:assignment_id>-<slug:slug>/sok/", applications.apply, name="apply"),
    path("oppdrag/<int:assignment_id>-<slug:slug>/sok/status/", applications.apply_state, name="apply_state"),
    path("koordinator/", desk.desk, name="desk"),
    path("koordinator/oppdrag/<int:assignment_id>/soknader/", desk.applications, name="applications"),
    path("koordinator/soknader/<int:application_id>/", desk.answer, name="answer"),
]
