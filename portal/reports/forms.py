from django import forms
from django.utils.translation import gettext_lazy as _

from portal.models import Report


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What is wrong, in a visitor's words."""

    kind = forms.ChoiceField(label=_("What is wrong?"), choices=Report.Kind.choices, widget=forms.RadioSelect)

    class Meta:
        model = Report
        fields = ("kind", "text", "email")
        labels = {"text": _("Tell us more"), "email": _("Your e-mail address")}
        help_texts = {
            "text": _("What have you seen or been told, and when?"),
            "email": _(
                "Only if we may write to you when we need to know more. The organisation never sees it."
            ),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class HandleForm(forms.Form):
    """What a moderator has done about a report."""

    deed = forms.ChoiceField(choices=[("handle", "handle")])
    reason = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4}),
    )
