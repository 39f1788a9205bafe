"""Mounted at the root: the public page, and the coordinator's pages under /koordinator/oppdrag/."""

from django.urls import path

from assignments.views import page, posting, report

app_name = "assignments"
urlpatterns = [
    path("oppdrag/<int:assignment_id>-<slug:slug>/", page.assignment, name="assignment"),
    path("oppdrag/<int:assignment_id>-<slug:slug>/meld/", report.report, name="report"),
    path("oppdrag/<int:assignment_id>-<slug:slug>/meld/takk/", report.thanks, name="report_thanks"),
    path("koordinator/oppdrag/ny/", posting.create, name="create"),
    path("koordinator/oppdrag/<int:assignment_id>/", posting.edit, name="edit"),
    path("koordinator/oppdrag/<int:assignment_id>/forhandsvis/", posting.preview, name="preview"),
    path("koordinator/oppdrag/<int:assignment_id>/send/", posting.submit, name="submit"),
    path("koordinator/oppdrag/<int:assignment_id>/lukk/", posting.close, name="close"),
]
