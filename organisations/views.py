from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations import services
from organisations.access import SEAT, demand
from organisations.forms import DirectoryForm, OrganisationForm, form_for
from organisations.models import Organisation
from portal.access import Right
from portal.caching import public
from portal.errors import Refused
from portal.http import Request, SignedInRequest
from portal.reports import views as reports


@login_not_required
@require_safe
@public(60)
def organisations(request: HttpRequest) -> HttpResponse:
    """The directory of verified organisations."""
    form = DirectoryForm(request.GET)
    form.is_valid()
    found = Organisation.objects.verified().select_related("municipality")
    if text := form.cleaned_data.get("q"):
        found = found.called(text)
    if municipality := form.cleaned_data.get("kommune"):
        found = found.in_municipality(municipality)
    page = Paginator(found.fetch_mode(models.FETCH_RAISE), 20).get_page(request.GET.get("side"))
    query = request.GET.copy()
    query.pop("side", None)
    shown = {"form": form, "page": page, "query": query.urlencode()}
    return render(request, "organisations/organisation_list.html", shown)


@login_not_required
@require_safe
@public(60)
def organisation(request: HttpRequest, organisation_id: int, slug: str) -> HttpResponse:
    """What everybody may know of one organisation."""
    visible = Organisation.objects.visible_to(request.user).select_related("municipality__county", "icnpo")
    shown = get_object_or_404(visible.fetch_mode(models.FETCH_RAISE), pk=organisation_id)
    if slug != shown.slug:
        return redirect(shown)
    return render(request, "organisations/organisation_detail.html", {"organisation": shown})


@login_not_required
@require_http_methods(["GET", "POST"])
def report(request: Request, organisation_id: int, slug: str) -> HttpResponse:
    """Anybody says what is wrong with an organisation."""
    return reports.report(request, get_object_or_404(Organisation.objects.verified(), pk=organisation_id))


@login_not_required
@require_safe
def report_thanks(request: Request, organisation_id: int, slug: str) -> HttpResponse:
    """Thank for a report about an organisation."""
    return reports.thanks(request, get_object_or_404(Organisation.objects.verified(), pk=organisation_id))


@require_http_methods(["GET", "POST"])
def register(request: SignedInRequest) -> HttpResponse:
    """Somebody registers the organisation they speak for."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            registered, is_new = services.register(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[SEAT] = True
            if not is_new:
                messages.info(request, _("You have registered this number already. Here it is."))
            return redirect("organisations:edit", registered.pk)
    return render(request, "organisations/register.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """An owner corrects what the organisation says of itself."""
    mine = Organisation.objects.managed_by(request.user)
    organisation = get_object_or_404(mine, pk=organisation_id)
    demand(Right.MANAGE, of=organisation, user=request.user)
    form = form_for(organisation, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.edit(organisation, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisations:edit", organisation.pk)
    twins = Organisation.objects.verified().sharing_number_with(organisation)
    shown = {"organisation": organisation, "form": form, "twins": twins}
    return render(request, "organisations/edit.html", shown)
