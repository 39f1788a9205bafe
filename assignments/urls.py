"""Mounted at the root: public pages under /oppdrag/, the coordinator's under /koordinator/oppdrag/."""

from django.urls import path

from assignments import views

app_name = "assignments"
urlpatterns = [
    path("oppdrag/", views.assignments, name="assignments"),
    path("oppdrag/<int:assignment_id>-<slug:slug>/", views.assignment, name="assignment"),
    path("koordinator/oppdrag/ny/", views.create, name="create"),
    path("koordinator/oppdrag/<int:assignment_id>/", views.edit, name="edit"),
    path("koordinator/oppdrag/<int:assignment_id>/forhandsvis/", views.preview, name="preview"),
    path("koordinator/oppdrag/<int:assignment_id>/send/", views.submit, name="submit"),
    path("koordinator/oppdrag/<int:assignment_id>/lukk/", views.close, name="close"),
]
