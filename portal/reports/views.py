"""The pages where a visitor reports something; each app has an address for what it shows."""

from allauth.core import ratelimit
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.http import Request
from portal.reports import services
from portal.reports.forms import ReportForm


def report(request: Request, about: Model) -> HttpResponse:
    """Ask what is wrong, keep it, and thank. From one address only so many are taken in an hour."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        if ratelimit.consume(request, action="report"):
            services.send(about=about, **form.cleaned_data)
            return redirect(f"{request.path}takk/")
        form.add_error(None, _("Many reports have come from your network. Wait an hour, then send it again."))
        status = 429
    return render(request, "portal/report.html", {"about": about, "form": form}, status=status)


def thanks(request: Request, about: Model) -> HttpResponse:
    """Say what happens next, and lead back."""
    return render(request, "portal/report_thanks.html", {"about": about})
