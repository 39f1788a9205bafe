"""Mounted at the root: the public page, and the coordinator's pages under /koordinator/oppdrag/."""

from django.urls import path

from assignments.views import page, posting

app_name = "assignments"
urlpatterns = [
    path("oppdrag/<int:assignment_id>-<slug:slug>/", page.assignment, name="assignment"),
    path("koordinator/oppdrag/ny/", posting.create, name="create"),
    path("koordinator/oppdrag/<int:assignment_id>/", posting.edit, name="edit"),
    path("koordinator/oppdrag/<int:assignment_id>/forhandsvis/", posting.preview, name="preview"),
    path("koordinator/oppdrag/<int:assignment_id>/send/", posting.submit, name="submit"),
    path("koordinator/oppdrag/<int:assignment_id>/lukk/", posting.close, name="close"),
]
