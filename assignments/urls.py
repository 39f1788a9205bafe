"""Mounted at the root: public pages under /oppdrag/, the coordinator's under /koordinator/oppdrag/."""

from django.urls import path

from assignments.views import browse, posting

app_name = "assignments"
urlpatterns = [
    path("oppdrag/", browse.assignments, name="assignments"),
    path("oppdrag/<int:assignment_id>-<slug:slug>/", browse.assignment, name="assignment"),
    path("koordinator/oppdrag/ny/", posting.create, name="create"),
    path("koordinator/oppdrag/<int:assignment_id>/", posting.edit, name="edit"),
    path("koordinator/oppdrag/<int:assignment_id>/forhandsvis/", posting.preview, name="preview"),
    path("koordinator/oppdrag/<int:assignment_id>/send/", posting.submit, name="submit"),
    path("koordinator/oppdrag/<int:assignment_id>/lukk/", posting.close, name="close"),
]
