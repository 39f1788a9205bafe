import pytest
from django.core.exceptions import ValidationError

from organisations.courses.models import Question

TWO_DIFFERENT = "Write at least two different answers, one per line."
NO_SUCH_LINE = "There is no line with this number above."


@pytest.mark.parametrize(
    ("choices", "right_line", "says"),
    [
        ("Only one", 1, TWO_DIFFERENT),
        ("Twice\n Twice ", 1, TWO_DIFFERENT),
        ("Wait\nAsk", 3, NO_SUCH_LINE),
        ("Wait\nAsk", 0, NO_SUCH_LINE),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(choices: str, right_line: int, says: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Question(choices=choices, right_line=right_line).clean()

    assert refusal.value.messages == [says]


def test_the_right_answer_is_told_by_its_line() -> None:
    question = Question(choices="Wait\r\n\r\n  Ask  \r\n", right_line=2)
    question.clean()

    assert question.options == ["Wait", "Ask"]
    assert question.right == "Ask"
