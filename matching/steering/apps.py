from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SteeringConfig(AppConfig):
    name = "matching.steering"
    label = "steering"
    verbose_name = _("What volunteers put away")
