"""What is open, to search and to browse."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from assignments.finding.answering import OF_A_FRAGMENT, answer
from assignments.finding.find import find
from portal.caching import public
from portal.http import Request


@login_not_required
@require_safe
@public(30)
@vary_on_headers(*OF_A_FRAGMENT)
def assignments(request: Request) -> HttpResponse:
    """Browse and search what is open. htmx gets the results alone, and the address they have."""
    found = find(request.GET, on=localdate())
    shown = {"found": found, "page": found.page(request.GET.get("side"))}
    return answer(request, "finding/assignment_list.html", name="finding:assignments", shown=shown)
