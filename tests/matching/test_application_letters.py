"""What is written to those who apply, and to those who answer."""

from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from assignments.models import Session
from matching import services
from matching.models import Application
from organisations.models import Coordinator
from portal.letters import Needless, compose
from portal.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


def owed(kind: str) -> EmailMultiAlternatives:
    return compose(Letter.objects.get(kind=kind))


def both(mail: EmailMultiAlternatives) -> tuple[str, str]:
    """The letter as text and as HTML."""
    return str(mail.body), str(mail.alternatives[0][0])


def application(**fields: object) -> Application:
    """Ida Moe has applied to visit somebody with the Red Scarf, at an address that is hidden."""
    organisation = make.organisation(name="The <Red> Scarf", contact_phone="22 33 44 55")
    assignment = make.assignment(
        organisation=organisation,
        title="Tea & talk",
        address="Storgata 1",
        is_address_hidden=True,
        slots=1 << 5,
    )
    make.coordinator(of=organisation)
    she = make.volunteer(user=make.user(name="Ida Moe"))
    return make.application(to=assignment, volunteer=she, **fields)


def answered(status: str, reply: str = "See you <soon>!") -> Application:
    made = application()
    services.answer(made, status=status, reply=reply, by=Coordinator.objects.get().user)
    return made


def test_somebody_has_applied() -> None:
    she, assignment = make.volunteer(user=make.user(name="Ida Moe")), make.assignment(title="Tea & talk")
    make.coordinator(of=assignment.organisation)
    made = services.apply(assignment, by=she.user, on=timezone.localdate(), message="My secret")
    mail = owed("application.received")

    assert mail.subject == "Somebody has applied: Tea & talk"
    for text in both(mail):
        assert "Ida Moe would like to help with" in text
        assert f"/koordinator/soknader/{made.pk}/" in text
        assert "My secret" not in text
        assert she.user.email not in text
    assert "Tea &amp; talk" in both(mail)[1]


def test_a_yes_says_when_where_and_whom_to_ask() -> None:
    answered("accepted")
    mail = owed("application.answered")

    assert mail.subject == "You are welcome: Tea & talk"
    for text in both(mail):
        said = ("Hello Ida,", "Tuesday evening", "Storgata 1, Oslo", "post@example.invalid", "22 33 44 55")
        assert [words for words in said if words not in text] == []
    assert "See you <soon>!" in both(mail)[0]
    assert "See you &lt;soon&gt;!" in both(mail)[1]
    assert mail.reply_to == ["post@example.invalid"]


def test_a_yes_to_a_time_says_that_time_in_norwegian_hours() -> None:
    made = application()
    starts_at, ends_at = (datetime(2030, 6, 4, hour, tzinfo=UTC) for hour in (16, 18))
    made.session = Session.objects.create(
        assignment=made.assignment, starts_at=starts_at, ends_at=ends_at, places=1
    )
    made.save()
    services.answer(made, status="accepted", by=Coordinator.objects.get().user)

    for text in both(owed("application.answered")):
        assert "Tuesday June 4, 2030, 18:00–20:00" in text


def test_a_talk_first_says_how_to_reach_them_and_hides_the_address() -> None:
    answered("dialogue", reply="May I ring you?")
    mail = owed("application.dialogue")

    assert mail.subject == "The <Red> Scarf would like to talk with you"
    for text in both(mail):
        assert "May I ring you?" in text
        assert "post@example.invalid" in text
        assert "Storgata 1" not in text
    assert mail.reply_to == ["post@example.invalid"]


def test_a_no_is_kind_and_leads_on() -> None:
    made = application()
    by = Coordinator.objects.get().user
    services.answer(made, status="declined", reply="", decline_reason="Our secret", by=by)
    mail = owed("application.answered")

    assert mail.subject == "An answer to your application: Tea & talk"
    for text in both(mail):
        assert "It says nothing about what you are worth" in text
        assert "/for-deg/" in text
        assert [secret for secret in ("They write", "Our secret", "example.invalid") if secret in text] == []
    assert mail.reply_to == []


def test_somebody_has_withdrawn() -> None:
    made = answered("accepted")
    services.withdraw(made, by=made.volunteer.user)
    mail = owed("application.withdrawn")

    assert mail.subject == "Somebody has withdrawn: Tea & talk"
    for text in both(mail):
        assert "does not come after all" in text
        assert f"/koordinator/oppdrag/{made.assignment_id}/soknader/" in text


def test_what_is_overtaken_is_not_sent() -> None:
    made = answered("dialogue")
    services.answer(made, status="accepted", by=Coordinator.objects.get().user)
    with pytest.raises(Needless):
        owed("application.dialogue")
    services.withdraw(made, by=made.volunteer.user)
    with pytest.raises(Needless):
        owed("application.answered")


@pytest.mark.parametrize("status", ["dialogue", "accepted", "declined", "withdrawn"])
def test_nobody_is_asked_to_answer_what_is_settled(status: str) -> None:
    she, assignment = make.volunteer(), make.assignment()
    make.coordinator(of=assignment.organisation)
    services.apply(assignment, by=she.user, on=timezone.localdate())
    Application.objects.update(status=status, answered_at=timezone.now())

    with pytest.raises(Needless):
        owed("application.received")


def test_whoever_has_left_the_organisation_hears_no_more() -> None:
    she, assignment = make.volunteer(), make.assignment()
    make.coordinator(of=assignment.organisation)
    services.apply(assignment, by=she.user, on=timezone.localdate())
    Coordinator.objects.update(role=Coordinator.Role.READ_ONLY)

    with pytest.raises(Needless):
        owed("application.received")
