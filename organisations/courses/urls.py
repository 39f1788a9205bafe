from django.urls import path

from organisations.courses import views

app_name = "courses"
LESSON = "kurs/<slug:course>/<int:module>/<slug:lesson>/"
urlpatterns = [
    path("kurs/", views.courses, name="courses"),
    path("kurs/<slug:course>/", views.course, name="course"),
    path(LESSON, views.lesson, name="lesson"),
    path(f"{LESSON}huskeliste/", views.tick, name="tick"),
    path(f"{LESSON}sporsmal/<int:number>/", views.answer, name="answer"),
    path(f"{LESSON}lest/", views.complete, name="complete"),
]
