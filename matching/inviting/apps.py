from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvitingConfig(AppConfig):
    name = "matching.inviting"
    label = "inviting"
    verbose_name = _("Invitations")
