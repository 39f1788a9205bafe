"""What those who run the portal may read of invitations. What is written to somebody is between the two."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from matching.inviting.models import Invitation
from portal.moderation import ReadOnlyAdmin


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("assignment", "by", "created_at", "declined_at")
    list_select_related = ("assignment", "by")
    search_fields = ("assignment__title", "assignment__organisation__name")
    search_help_text = _("The assignment or the organisation")
    date_hierarchy = "created_at"
    show_full_result_count = False
