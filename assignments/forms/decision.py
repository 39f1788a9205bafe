from django import forms

from organisations.forms import DecisionForm as OrganisationDecisionForm


class DecisionForm(OrganisationDecisionForm):
    """A moderator's decision on the text that was seen."""

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in ("approve", "reject")])
