from django.urls import path

from matching.volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("min-side/profil/", views.profile, name="profile"),
    path("min-side/profil/interesser/", views.interests, name="interests"),
    path("min-side/profil/tid/", views.when, name="when"),
    path("min-side/profil/sted/", views.where, name="where"),
    path("min-side/profil/mer/", views.more, name="more"),
]
