from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "matching.learning"
    label = "learning"
    verbose_name = _("What is learned from the lists")
