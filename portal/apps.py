from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("The portal")

    def ready(self) -> None:
        """Let every app say which letters it can compose."""
        autodiscover_modules("letters")


class ModerationConfig(admin.AdminConfig):
    """Django admin behind a second factor."""

    default = False
    default_site = "portal.moderation.ModeratorSite"
