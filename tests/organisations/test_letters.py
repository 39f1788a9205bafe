import pytest

from organisations import services
from organisations.models import Organisation
from portal.letters import Needless, compose
from portal.models import Letter
from portal.tasks import send_letter
from tests import make

pytestmark = pytest.mark.django_db


def owed(organisation: Organisation, deed: str, reason: str = "") -> Letter:
    """The letter the owner of an organisation is owed after a decision."""
    make.coordinator(of=organisation, user=make.user(name="Kari Nordmann"))
    getattr(services, deed)(organisation, by=make.moderator(), reason=reason)
    return Letter.objects.get()


def test_an_approved_organisation_hears_where_to_begin() -> None:
    organisation = make.organisation(status="submitted", name="Sang & spill")

    mail = compose(owed(organisation, "verify"))

    assert mail.subject == "Sang & spill is approved"
    assert mail.body.startswith("Hello Kari,\n\nSang & spill is approved, and everybody can see it")
    for path in ("/koordinator/oppdrag/ny/", organisation.get_absolute_url(), "/kurs/"):
        assert f"\nhttp://localhost:8000{path}\n" in mail.body + "\n"
        assert f'href="http://localhost:8000{path}"' in html(mail)


def html(mail: object) -> str:
    return str(mail.alternatives[0].content)  # type: ignore[attr-defined]


def test_a_rejected_organisation_hears_why_and_what_to_do() -> None:
    organisation = make.organisation(status="submitted", name="Sang & spill")

    mail = compose(owed(organisation, "reject", "We need <your> statutes."))

    link = f"http://localhost:8000/koordinator/organisasjoner/{organisation.pk}/"
    assert mail.subject == "Sang & spill is not approved yet"
    assert "\nWe need <your> statutes.\n" in mail.body
    assert link in mail.body
    assert "We need &lt;your&gt; statutes." in html(mail)
    assert f'href="{link}"' in html(mail)


def test_a_suspended_organisation_hears_why_and_whom_to_write_to() -> None:
    mail = compose(owed(make.organisation(name="Sang & spill"), "suspend", "Paid work."))

    assert mail.subject == "Sang & spill is suspended"
    assert "\nPaid work.\n" in mail.body
    assert "http://localhost:8000/om/" in mail.body
    assert "Paid work." in html(mail)


def test_why_it_was_rejected_is_told_though_it_has_been_sent_in_again() -> None:
    letter = owed(make.organisation(status="submitted"), "reject", "No statutes.")
    services.edit(Organisation.objects.get(), by=make.user(), purpose="We sing.")

    assert "\nNo statutes.\n" in compose(letter).body


def test_a_decision_that_was_changed_is_not_told_any_more() -> None:
    organisation = make.organisation(status="submitted")
    letter = owed(organisation, "reject", "No statutes.")
    services.verify(Organisation.objects.get(), by=make.moderator())

    with pytest.raises(Needless):
        compose(letter)


def test_the_letter_is_sent_once_to_the_address_of_the_coordinator(mailoutbox: list[object]) -> None:
    letter = owed(make.organisation(status="submitted"), "verify")

    send_letter(letter.pk)
    send_letter(letter.pk)

    assert [mail.to for mail in mailoutbox] == [[letter.address]]  # type: ignore[attr-defined]
