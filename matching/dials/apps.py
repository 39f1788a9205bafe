from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialsConfig(AppConfig):
    name = "matching.dials"
    label = "dials"
    verbose_name = _("How lists are ordered")
