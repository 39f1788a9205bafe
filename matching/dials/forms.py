"""What a moderator may set."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from matching.dials.models import Dials
from matching.ranking.model import SIGNALS


class DialsForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """The weights, of which one at least must say something of what fits."""

    class Meta:
        model = Dials
        fields = (*Dials.WEIGHTS, "is_relevance_only", "note")

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        if not self.errors and not any(self.cleaned_data[name] for name in SIGNALS):
            raise ValidationError(_("At least one of the weights of what fits must count, so more than 0."))
        return told
