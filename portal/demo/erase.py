"""Takes the demo nation away again: whoever has an address ending in .invalid, and their organisations."""

from collections.abc import Iterator

from django.db.models import Count, Model, Q, QuerySet

from assignments.models import Assignment, Session
from matching.models import Application
from organisations.models import Organisation
from portal.demo.progress import Progress
from portal.models import User

BATCH = 1000
INVENTED = ".invalid"
HOLDS_A_PLACE = Q(applications__status__in=["accepted", "completed"])


def erase(progress: Progress) -> None:
    """Delete invented rows only; places that invented people held with others are free again."""
    theirs = Application.objects.filter(volunteer__user__email__endswith=INVENTED)
    others = list(
        Assignment.objects.filter(applications__in=theirs)
        .exclude(organisation__contact_email__endswith=INVENTED)
        .values_list("pk", flat=True)
    )
    delete(theirs, progress)
    delete(Application.objects.filter(assignment__organisation__contact_email__endswith=INVENTED), progress)
    delete(Organisation.objects.filter(contact_email__endswith=INVENTED), progress)
    delete(User.objects.filter(email__endswith=INVENTED), progress)
    recount(Assignment.objects.filter(pk__in=others))
    recount(Session.objects.filter(assignment__in=others))


def delete[M: Model](rows: QuerySet[M], progress: Progress) -> None:
    """Delete with all that hangs on them, some at a time."""
    progress.run(f"Old {rows.model._meta.verbose_name_plural}", deleted(rows), rows.count())  # noqa: SLF001


def deleted[M: Model](rows: QuerySet[M]) -> Iterator[list[int]]:
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.model._default_manager.filter(pk__in=keys).delete()  # noqa: SLF001 - documented as public
        yield keys


def recount(rows: QuerySet[Assignment] | QuerySet[Session]) -> None:
    for row in rows.annotate(held=Count("applications", filter=HOLDS_A_PLACE)):
        rows.filter(pk=row.pk).update(places_taken=row.held)
