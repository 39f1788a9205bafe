"""The roof: pages that look at everything."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def page(template: str) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is the same for everybody."""

    @login_not_required
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return view


front = page("portal/front.html")
about = page("portal/about.html")
privacy = page("portal/privacy.html")
accessibility = page("portal/accessibility.html")
terms = page("portal/terms.html")
letters = page("portal/letters.html")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


readyz = healthz
