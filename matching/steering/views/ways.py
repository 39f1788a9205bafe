"""Who it is, and the way back to where she was."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from matching.volunteers.models import Volunteer
from portal.http import SignedInRequest

BACK = "tilbake"


def deed[**P](
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """Let a deed be posted; whoever only opens its address, or opens it again, comes to the list."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def see(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return redirect("matching:for_you")
        return view(request, *args, **kwargs)

    return see


def volunteer_of(request: SignedInRequest) -> Volunteer:
    """The volunteer who asks; these pages exist for no one else."""
    return get_object_or_404(Volunteer.objects.select_related("user", "municipality"), user=request.user)


def back(request: SignedInRequest) -> str:
    """Where she came from within the portal, else her list."""
    said = (request.POST if request.method == "POST" else request.GET).get(BACK, "")
    return said if url_has_allowed_host_and_scheme(said, allowed_hosts=None) else reverse("matching:for_you")


def with_query(path: str, *leaving_out: str, **said: str | list[str]) -> str:
    """An address with more in its query string, and some of it left out; what is empty is not said."""
    path, _mark, before = path.partition("#")[0].partition("?")
    query = QueryDict(before, mutable=True)
    for name in (*leaving_out, *said):
        query.pop(name, None)
    for name, value in said.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return f"{path}?{query.urlencode()}" if query else path
