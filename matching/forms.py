from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assignments.models import Assignment, Session
from assignments.querysets import SessionQuerySet
from matching.models import Application
from matching.volunteers.forms import BirthYearField
from matching.volunteers.models import Volunteer
from portal.models import User
from portal.models.users import Choices

Status = Application.Status


class SessionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    def label_from_instance(self, session: Session) -> str:
        left = ngettext("%(n)d place left", "%(n)d places left", session.places_left)
        time = render_to_string("matching/session_time.html", {"session": session}).strip()
        return f"{capfirst(time)} · {left % {'n': session.places_left}}"


class ApplyForm(forms.Form):
    """What an organisation needs to hear from somebody who says yes."""

    session = SessionField(
        label=_("When can you come?"),
        queryset=Session.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when you can come."),
            "invalid_choice": _("That time is no longer open. Choose another."),
        },
    )
    message = forms.CharField(
        label=_("A few words to the organisation"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Why this one? What have you done before, or would like to learn? "
            "Is there something they should know? Two sentences are plenty."
        ),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        assignment: Assignment,
        sessions: SessionQuerySet,
        volunteer: Volunteer | None,
        on: date,
    ) -> None:
        super().__init__(data)
        if sessions:
            self.fields["session"].queryset = sessions  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            del self.fields["session"]
        if assignment.minimum_age and (volunteer is None or volunteer.birth_year is None):
            self.fields["birth_year"] = BirthYearField(
                on=on,
                help_text=_("This has a lowest age. We keep the year in your profile and show it to nobody."),
            )


SUGGESTIONS = {
    Status.ACCEPTED: _(
        "Hi %(name)s!\n\nHow good that you want to join us. You are welcome! "
        "I will get in touch before the first time, so that you know what to expect. "
        "Just write if you wonder about something.\n\nKind regards\n%(me)s"
    ),
    Status.IN_DIALOGUE: _(
        "Hi %(name)s!\n\nThank you for wanting to help. I would like a short talk before we decide, "
        "so that we both know what to expect. When does it suit you, and may I ring you?"
        "\n\nKind regards\n%(me)s"
    ),
    Status.DECLINED: _(
        "Hi %(name)s!\n\nThank you for wanting to help us. This time we have found others, "
        "so we cannot take you on. We hope you find something else that suits you."
        "\n\nKind regards\n%(me)s"
    ),
}


def suggestion(answer: str, *, to: User, by: User) -> str:
    """A reply to begin from."""
    text = SUGGESTIONS.get(Status(answer)) if answer in Status else None
    return str(text) % {"name": to.first_name, "me": by.name} if text else ""


def answers() -> Choices:
    return [
        (Status.ACCEPTED, _("Yes, welcome")),
        (Status.IN_DIALOGUE, _("Let us talk first")),
        (Status.DECLINED, _("No, not this time")),
    ]


class AnswerForm(forms.Form):
    """What the organisation answers, and what it keeps for itself."""

    status = forms.ChoiceField(
        label=_("Your answer"),
        choices=answers,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    reply = forms.CharField(
        label=_("Write to the volunteer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("It comes by e-mail together with your answer."),
    )
    decline_reason = forms.CharField(
        label=_("If no: why?"),
        required=False,
        max_length=200,
        help_text=_("For your organisation only. The volunteer never sees it."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, is_in_dialogue: bool, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        if is_in_dialogue:
            kept = [(value, label) for value, label in answers() if value != Status.IN_DIALOGUE]
            self.fields["status"].choices = kept  # type: ignore[attr-defined]  # a ChoiceField

    def clean_reply(self) -> str:
        reply = str(self.cleaned_data["reply"])
        if self.cleaned_data.get("status") == Status.IN_DIALOGUE and not reply:
            raise ValidationError(_("Write what you would like to talk about."))
        return reply

    def clean_decline_reason(self) -> str:
        """Kept only with the answer it explains."""
        return str(self.cleaned_data["decline_reason"]) if self.is_declined else ""

    @property
    def is_declined(self) -> bool:
        return self.cleaned_data.get("status") == Status.DECLINED
