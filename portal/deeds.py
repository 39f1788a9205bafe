"""What the log calls each deed, for the people who read it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "application.accepted": _("Accepted an application"),
    "application.completed": _("Said that the work is done"),
    "application.declined": _("Declined an application"),
    "application.dialogue": _("Began to talk with somebody who has applied"),
    "application.sent": _("Applied"),
    "application.waiting": _("Put somebody on the waiting list"),
    "application.withdrawn": _("Withdrew an application"),
    "assignment.closed": _("Closed it"),
    "assignment.created": _("Began to write it"),
    "assignment.edited": _("Edited it"),
    "assignment.published": _("Approved it, and it was published"),
    "assignment.rejected": _("Rejected it"),
    "assignment.submitted": _("Sent it in for approval"),
    "dials.turned": _("Set what each thing weighs in personal lists"),
    "digest.stopped": _("Stopped the e-mail with suggestions"),
    "dismissal.made": _("Put away an assignment that was suggested"),
    "dismissal.taken_back": _("Took back that an assignment was put away"),
    "invitation.declined": _("Said no thanks to an invitation"),
    "invitation.sent": _("Invited a volunteer"),
    "invitation.stopped": _("Stopped invitations from organisations"),
    "lesson.completed": _("Completed a lesson"),
    "organisation.changed": _("Changed what the organisation says of itself"),
    "organisation.registered": _("Registered the organisation"),
    "organisation.rejected": _("Rejected the organisation"),
    "organisation.renamed": _("Gave the organisation another name"),
    "organisation.submitted": _("Sent the organisation in again"),
    "organisation.suspended": _("Suspended the organisation"),
    "organisation.verified": _("Approved the organisation"),
    "report.handled": _("Handled a report"),
    "search.all_stopped": _("Stopped all letters about saved searches"),
    "search.changed": _("Changed a saved search"),
    "search.deleted": _("Deleted a saved search"),
    "search.saved": _("Saved a search"),
    "search.stopped": _("Stopped the letters about a saved search"),
    "user.rights_changed": _("Changed what an account may do"),
    "volunteer.described": _("Changed their profile"),
}


def deeds() -> list[tuple[str, Any]]:
    return list(DEEDS.items())
