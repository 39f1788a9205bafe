import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.management.commands.load_moderators import NAME
from tests import make

pytestmark = pytest.mark.django_db


def test_loading_the_group_again_takes_back_what_somebody_gave_it() -> None:
    call_command("load_moderators")
    group = Group.objects.get(name=NAME)
    rights = set(group.permissions.values_list("codename", flat=True))
    group.permissions.clear()

    call_command("load_moderators")

    assert set(group.permissions.values_list("codename", flat=True)) == rights
    assert "change_organisation" in rights


def test_moderators_may_neither_touch_accounts_nor_read_letters() -> None:
    moderator = make.moderator()

    for right in ("portal.view_user", "portal.delete_user", "portal.view_letter", "auth.change_group"):
        assert not moderator.has_perm(right)


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client: Client) -> None:
    client.force_login(make.user(is_staff=True, is_superuser=True))

    response = client.get(reverse("admin:index"), follow=True)

    assert response.redirect_chain[-1] == (reverse("mfa_activate_totp"), 302)
    assert "Moderators need a second factor." in response.text


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/portal/user/", "/admin/nothing/"])
def test_to_those_who_are_no_moderators_the_admin_does_not_exist(client: Client, path: str) -> None:
    client.force_login(make.user())

    assert client.get(path).status_code == 404


def test_a_moderator_who_is_signed_in_goes_straight_in(moderator_client: Client) -> None:
    assert moderator_client.get("/admin/login/")["Location"] == "/admin/"
