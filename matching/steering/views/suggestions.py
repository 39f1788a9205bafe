"""What a volunteer does with one suggestion: small pages that work alone, of which htmx gets the line."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assignments.models import Assignment
from assignments.similar import similar
from matching.steering import services
from matching.steering.forms import AddedForm, WhyForm
from matching.steering.models import Dismissal
from matching.steering.views.ways import BACK, back, deed, volunteer_of, with_query
from portal.http import SignedInRequest

INSTEAD: dict[str, str] = {
    Dismissal.Why.TOO_FAR: "volunteers:where",
    Dismissal.Why.WRONG_TIME: "volunteers:when",
    Dismissal.Why.NOT_MY_INTEREST: "volunteers:interests",
    Dismissal.Why.TOO_MUCH: "volunteers:when",
}
"""Where she says what would have kept it away: by itself, why changes nothing."""


@require_http_methods(["GET", "HEAD", "POST"])
def dismissal(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Put an assignment away, and afterwards: take it back, say why, go on."""
    volunteer = volunteer_of(request)
    if request.method == "POST":
        seen = get_object_or_404(Assignment.objects.visible_to(request.user), pk=assignment_id)
        form = WhyForm(request.POST)
        services.dismiss(seen, by=volunteer, why=form.cleaned_data["why"] if form.is_valid() else "")
        if not request.htmx:
            return redirect(with_query(request.path, **{BACK: back(request)}))
    mine = Dismissal.objects.filter(volunteer=volunteer).with_assignment()
    shown = get_object_or_404(mine, assignment=assignment_id)
    page = {"dismissal": shown, "back": back(request), "instead": INSTEAD.get(shown.why)}
    page |= {"whys": Dismissal.Why.choices}
    return render(request, f"steering/dismissal{'_line' if request.htmx else ''}.html", page)


@deed
def take_back(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Show it again."""
    volunteer = volunteer_of(request)
    assignment = get_object_or_404(Assignment, pk=assignment_id)
    services.take_back(assignment, by=volunteer)
    messages.success(request, _("«%(title)s» can be shown to you again.") % {"title": assignment.title})
    return redirect(back(request))


@require_http_methods(["GET", "HEAD", "POST"])
def more(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Want more of what an assignment is: say what was added to her interests, and show similar ones."""
    volunteer = volunteer_of(request)
    liked = get_object_or_404(Assignment.objects.visible_to(request.user), pk=assignment_id)
    if request.method == "POST":
        added = services.more_like(liked, by=volunteer)
        if not request.htmx:
            return redirect(with_query(request.path, **slugs(added), **{BACK: back(request)}))
    else:
        added = AddedForm(request.GET, assignment=liked).added
    page = {"assignment": liked, "added": added, "back": back(request)}
    if request.htmx:
        return render(request, "steering/more_line.html", page)
    return render(request, "steering/more.html", page | {"similar": similar(liked, on=localdate())})


@deed
def less(request: SignedInRequest, assignment_id: int) -> HttpResponse:
    """Take away from her interests what «more like this» added."""
    volunteer = volunteer_of(request)
    liked = get_object_or_404(Assignment.objects.visible_to(request.user), pk=assignment_id)
    if added := AddedForm(request.POST, assignment=liked).added:
        services.less_like(added, by=volunteer)
        messages.success(request, _("No longer ticked: %(names)s.") % {"names": added.names})
    return redirect(back(request))


def slugs(added: services.Added) -> dict[str, list[str]]:
    """What was added, as the address says it."""
    activities, groups = [each.pk for each in added.activities], [each.pk for each in added.groups]
    return {"aktivitet": activities, "gruppe": groups}
