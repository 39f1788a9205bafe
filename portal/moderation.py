"""Django admin as the moderators' workplace: staff only, and only with a second factor."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class ModeratorSite(AdminSite):
    site_title = _("Moderation")
    site_header = _("Moderation · Frivilligportalen")
    index_title = _("What waits, and everything else")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Signing in asks for the second factor of whoever has one; here nobody passes without."""
        user = request.user
        return user.is_active and user.is_staff and is_mfa_enabled(user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send people to the portal's own sign-in, and staff without a second factor to set one up."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or request.path)
        if not request.user.is_staff:
            raise Http404
        messages.info(
            request,
            _("Moderators need a second factor. Set it up here, then go back to the admin."),
        )
        return redirect("mfa_activate_totp")
