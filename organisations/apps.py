from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    label = "organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        """Listen for sign-ins; models are loaded only now."""
        from organisations.access import remember_seat

        user_logged_in.connect(remember_seat)
