from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matching.volunteers import forms, services
from matching.volunteers.models import Volunteer
from matching.volunteers.steps import steps
from portal.http import SignedInRequest


def step(form_class: type[forms.ProfileForm], *, name: str, onward: str) -> Callable[..., HttpResponse]:
    """A page of the profile. Whoever came from the overview («?endre») goes back there, others go onward."""

    @require_http_methods(["GET", "POST"])
    def view(request: SignedInRequest) -> HttpResponse:
        is_change = onward == "volunteers:profile" or "endre" in request.GET
        volunteer = Volunteer.objects.filter(user=request.user).first() or Volunteer(user=request.user)
        data = request.POST if request.method == "POST" else None
        form = form_class(data, instance=volunteer, on=localdate())
        target = "volunteers:profile" if is_change else onward
        if form.is_valid():
            services.describe(by=request.user, **form.cleaned_data)
            if is_change:
                messages.success(request, _("Saved."))
            return redirect(target)
        page = {"form": form, "is_change": is_change, "onward": target}
        return render(request, f"volunteers/{name}.html", page)

    return view


interests = step(forms.InterestsForm, name="interests", onward="volunteers:when")
when = step(forms.WhenForm, name="when", onward="volunteers:where")
where = step(forms.WhereForm, name="where", onward="matching:for_you")
more = step(forms.MoreForm, name="more", onward="volunteers:profile")


@require_safe
def profile(request: SignedInRequest) -> HttpResponse:
    """All a volunteer has said about herself, in words, and where to change it."""
    volunteer = Volunteer.objects.of(request.user)
    return render(request, "volunteers/profile.html", {"volunteer": volunteer, "steps": steps(volunteer)})
