from django.urls import path

from organisations.courses import views

app_name = "courses"
urlpatterns = [
    path("kurs/", views.courses, name="courses"),
    path("kurs/<slug:course>/", views.course, name="course"),
    path("kurs/<slug:course>/<int:module>/<slug:lesson>/", views.lesson, name="lesson"),
]
