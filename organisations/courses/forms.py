from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from organisations.courses.models import Lesson, Question


class Points(forms.MultipleChoiceField):
    """Boxes to tick. That one need not tick them is plain, so it is not said."""

    is_marked = False
    widget = forms.CheckboxSelectMultiple


class ChecklistForm(forms.Form):
    """The points of a lesson's check list, ticked as they get done."""

    def __init__(self, lesson: Lesson, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"] = Points(
            label=_("Tick what is done"),
            choices=[(point, point) for point in lesson.points],
            required=False,
            error_messages={
                "invalid_choice": _("The check list has changed. Tick what is done in the list as it is now.")
            },
        )


class AnswerForm(forms.Form):
    """One question of a quiz, and what she answered before."""

    def __init__(self, question: Question, data: Any = None, *, given: str | None = None) -> None:
        self.question = question
        self.given = given if given in question.options else None
        super().__init__(data, initial={"choice": self.given}, auto_id=f"question-{question.number}-%s")
        self.fields["choice"] = forms.ChoiceField(
            label=format_lazy(_("Question {number}"), number=question.number),
            choices=[(option, option) for option in question.options],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose one of the answers first."),
                "invalid_choice": _("This answer is not among the choices. Choose one of those below."),
            },
        )

    @property
    def is_right(self) -> bool:
        return self.given == self.question.right
