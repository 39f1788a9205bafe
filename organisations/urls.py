"""Mounted at the root: public pages under /organisasjoner/, the coordinator's under /koordinator/…."""

from django.urls import path

from organisations import views

app_name = "organisations"
urlpatterns = [
    path("organisasjoner/", views.organisations, name="organisations"),
    path("organisasjoner/ny/", views.register, name="register"),
    path("organisasjoner/<int:organisation_id>-<slug:slug>/", views.organisation, name="organisation"),
    path("organisasjoner/<int:organisation_id>-<slug:slug>/meld/", views.report, name="report"),
    path(
        "organisasjoner/<int:organisation_id>-<slug:slug>/meld/takk/",
        views.report_thanks,
        name="report_thanks",
    ),
    path("koordinator/organisasjoner/<int:organisation_id>/", views.edit, name="edit"),
]
