"""Searches somebody has saved: hers alone. The way out of letters needs no sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.finding import alerts, services
from assignments.finding.find import find
from assignments.finding.models import SavedSearch
from assignments.finding.saving import SavedSearchForm, first_said, proposed_name, with_hits, words_of
from portal.errors import Refused
from portal.http import Request, SignedInRequest
from portal.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: SignedInRequest) -> HttpResponse:
    """Save the search of the query string, which is that of the list. One that is saved can be changed."""
    found = find(services.search_itself(request.GET), on=localdate())
    typed = request.POST if request.method == "POST" else None
    same = SavedSearch.objects.saved_by(request.user).asking(found.query).first()
    if same and typed is None:
        messages.info(request, _("You have saved this search already."))
        return redirect("finding:change_search", same.pk)
    form = SavedSearchForm(typed, initial={"name": proposed_name(found)})
    if form.is_valid():
        try:
            services.save(request.GET, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your search is saved."))
            return redirect("finding:saved_searches")
    page = {"form": form, "words": words_of(found), "hits": found.total, "query": found.query}
    return render(request, "finding/saved_new.html", page)


@require_safe
def saved_searches(request: SignedInRequest) -> HttpResponse:
    """Everything somebody has saved, and what is new in each."""
    mine = list(SavedSearch.objects.saved_by(request.user))
    return render(request, "finding/saved_list.html", {"saved": with_hits(mine, at=now())})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Another name, or letters more or less often."""
    search = _mine(request, search_id)
    form = SavedSearchForm(request.POST if request.method == "POST" else None, initial=first_said(search))
    if form.is_valid():
        services.change(search, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Your search is changed."))
        return redirect("finding:saved_searches")
    (saved,) = with_hits([search], at=now())
    return render(request, "finding/saved_change.html", {"form": form, "saved": saved})


@require_POST
def delete(request: SignedInRequest, search_id: int) -> HttpResponse:
    """Forget a search."""
    search = _mine(request, search_id)
    services.delete(search, by=request.user)
    messages.success(request, _("«%(name)s» is deleted.") % {"name": search.name})
    return redirect("finding:saved_searches")


@require_POST
def see_new(request: SignedInRequest, search_id: int) -> HttpResponse:
    """To the list, the newest first; from now on only what comes later is new."""
    search = _mine(request, search_id)
    services.see(search, at=now())
    return redirect(f"{reverse('finding:assignments')}?{search.query}&sorter=nyest")


def _mine(request: SignedInRequest, search_id: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.saved_by(request.user), pk=search_id)


@csrf_exempt  # mail programs post here without having been to the page (RFC 8058); the token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    """The addresses in every letter of hits: opening one asks, posting to it stops the letters."""
    try:
        what, number = alerts.searches_of(token)
    except BadSignature as forged:
        raise Http404 from forged
    if what == "all":
        return _stop_all(request, get_object_or_404(User, pk=number))
    search = get_object_or_404(SavedSearch.objects.select_related("user"), pk=number)
    if request.method == "POST":
        services.stop(search)
        search.refresh_from_db()
    return render(request, "finding/saved_stop.html", {"search": search, "is_on": search.has_alerts})


def _stop_all(request: Request, user: User) -> HttpResponse:
    if request.method == "POST":
        services.stop_all(user)
    is_on = SavedSearch.objects.saved_by(user).with_alerts().exists()
    return render(request, "finding/saved_stop.html", {"is_on": is_on})
