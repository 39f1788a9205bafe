"""Mounted at the root, beside the list they steer."""

from django.urls import path

from matching.steering.views import choosing, suggestions

app_name = "steering"
urlpatterns = [
    path("for-deg/slik-velger-vi/", choosing.how, name="how"),
    path("for-deg/endre/", choosing.change, name="change"),
    path("for-deg/ikke-for-meg/<int:assignment_id>/", suggestions.dismissal, name="dismissal"),
    path("for-deg/ikke-for-meg/<int:assignment_id>/angre/", suggestions.take_back, name="take_back"),
    path("for-deg/mer-slikt/<int:assignment_id>/", suggestions.more, name="more"),
    path("for-deg/mer-slikt/<int:assignment_id>/angre/", suggestions.less, name="less"),
]
