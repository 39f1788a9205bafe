"""What those who run the portal may read about volunteers. Nobody but herself changes a profile."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matching.volunteers.models import Volunteer
from portal.moderation import ReadOnlyAdmin


@admin.register(Volunteer)
class VolunteerAdmin(ReadOnlyAdmin):
    list_display = ("user", "municipality", "digest_frequency", "is_visible", "created_at")
    list_filter = ("digest_frequency", "is_visible", "municipality__county")
    list_select_related = ("user", "municipality")
    search_fields = ("user__name", "user__email")
    search_help_text = _("Name or e-mail address")
    show_full_result_count = False
    exclude = ("birth_year", "slots")
