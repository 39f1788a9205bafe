import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import Organisation
from portal.models import AuditEntry
from tests import make

pytestmark = pytest.mark.django_db

DEEDS = ("decide", "rename")


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 302), ("a coordinator", 404), ("staff outside the group", 403)]
)
def test_only_moderators_decide(client: Client, deed: str, who: str, status: int) -> None:
    organisation = make.organisation(status="submitted")
    if who == "a coordinator":
        client.force_login(make.coordinator(of=organisation).user)
    if who == "staff outside the group":
        outsider = make.moderator()
        outsider.groups.clear()
        make.sign_in(client, outsider)
    url = reverse(f"admin:organisations_organisation_{deed}", args=[organisation.pk])

    assert client.post(url, {"deed": "verify"}).status_code == status
    assert Organisation.objects.get().status == "submitted"


def test_nothing_is_written_past_the_services(moderator_client: Client) -> None:
    organisation = make.organisation(status="submitted")
    page = reverse("admin:organisations_organisation_change", args=[organisation.pk])

    assert moderator_client.post(page, {"status": "verified"}).status_code == 403
    assert moderator_client.get(page.replace("change", "delete")).status_code == 403
    assert moderator_client.get(reverse("admin:organisations_organisation_add")).status_code == 403


def test_a_decision_is_never_taken_by_following_a_link(moderator_client: Client) -> None:
    url = reverse("admin:organisations_organisation_decide", args=[make.organisation().pk])

    assert moderator_client.get(url).status_code == 405


def test_a_moderator_corrects_name_and_number_with_a_reason(moderator_client: Client) -> None:
    organisation = make.organisation(name="Oslo turlag", number="923609016")
    url = reverse("admin:organisations_organisation_rename", args=[organisation.pk])
    corrected = {"name": "Oslo og omegn turlag", "number": "988 077 917", "reason": "They merged."}

    moderator_client.post(url, corrected)

    organisation.refresh_from_db()
    assert (organisation.name, organisation.number) == ("Oslo og omegn turlag", "988077917")
    assert organisation.status == "verified"
    assert AuditEntry.objects.get().reason == (
        "Oslo turlag, 923 609 016 → Oslo og omegn turlag, 988 077 917. They merged."
    )


@pytest.mark.parametrize("wrong", [{"number": "988077918"}, {"name": ""}, {"reason": ""}])
def test_a_wrong_correction_is_told_and_kept(moderator_client: Client, wrong: dict[str, str]) -> None:
    organisation = make.organisation(name="Oslo turlag")
    url = reverse("admin:organisations_organisation_rename", args=[organisation.pk])
    typed = {"name": "Oslo og omegn turlag", "number": "988077917", "reason": "They merged."} | wrong

    page = moderator_client.post(url, typed)

    assert list(page.context["form"].errors) == list(wrong)
    assert all(text in page.text for text in typed.values())
    assert Organisation.objects.get().name == "Oslo turlag"
