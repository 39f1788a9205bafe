from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.models import Letter, User
from tests import make
from tests.portal import account
from tests.portal.account import PASSWORD, code_for, confirm, person, sign_in, sign_up, subjects, who

pytestmark = pytest.mark.django_db

CODE_PAGE = reverse("account_email_verification_sent")
WRONG = "XXXX-XXXX"


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_one_signs_up_with_a_password_or_without(client: Client, password: str) -> None:
    assert sign_up(client, password1=password)["Location"] == CODE_PAGE
    assert who(client) is None

    answer = confirm(client, "account_email_verification_sent", code_for("ase@example.invalid"))

    user = User.objects.get()
    assert answer["Location"] == reverse("volunteers:interests")
    assert who(client) == str(user.pk)
    assert (user.name, user.email, user.language) == ("Åse", "ase@example.invalid", "en")
    assert user.has_usable_password() == bool(password)


def test_who_wanted_to_apply_comes_back_there_after_signing_up(client: Client) -> None:
    page = reverse("matching:apply", args=[7, "besoksvenn"])
    login = client.get(page, follow=True)
    assert f'href="{login.context["signup_url"]}"' in login.text

    form = client.get(login.context["signup_url"])
    assert f'<input type="hidden" name="next" value="{page}">' in form.text
    sign_up(client, next=page)
    answer = confirm(client, "account_email_verification_sent", code_for("ase@example.invalid"))

    assert answer["Location"] == page


def test_nobody_is_led_to_another_site(client: Client) -> None:
    sign_up(client, next="https://evil.invalid/")
    answer = confirm(client, "account_email_verification_sent", code_for("ase@example.invalid"))

    assert answer["Location"] == reverse("volunteers:interests")


def test_wrong_input_keeps_what_was_typed_but_never_the_password(client: Client) -> None:
    page = sign_up(client, "not an address", name="Åse Ås", password1="kort")

    assert "Something needs another look" in page.text
    assert 'value="Åse Ås"' in page.text
    assert 'value="not an address"' in page.text
    assert "kort" not in page.text
    assert not User.objects.exists()


def test_a_password_like_ones_name_is_refused(client: Client) -> None:
    user = person(name="Gudbrand Gudbrandsen")
    client.force_login(user)

    typed = {"oldpassword": PASSWORD, "password1": "gudbrandsen"}
    page = client.post(reverse("account_change_password"), typed)

    assert "The password is too similar to the name." in page.text


def test_after_three_wrong_codes_one_starts_again(client: Client) -> None:
    sign_up(client)
    page = confirm(client, "account_email_verification_sent", WRONG)
    assert "This is not the code. Look in the newest letter from us." in page.text

    confirm(client, "account_email_verification_sent", WRONG)
    answer = confirm(client, "account_email_verification_sent", WRONG)

    assert answer["Location"] == reverse("account_login")
    assert client.get(CODE_PAGE)["Location"] == reverse("account_login")


def test_a_new_code_can_be_asked_for(client: Client) -> None:
    sign_up(client)
    first = code_for("ase@example.invalid")
    account.forget_limits()

    client.post(CODE_PAGE, {"action": "resend", "code": ""})

    second = code_for("ase@example.invalid")
    assert second != first
    assert confirm(client, "account_email_verification_sent", second)["Location"] == reverse(
        "volunteers:interests"
    )


def test_nobody_learns_whether_an_address_has_an_account(client: Client) -> None:
    person(email="eva@example.invalid")

    known, unknown = sign_up(client, "eva@example.invalid"), sign_up(Client(), "ase@example.invalid")

    assert known["Location"] == unknown["Location"] == CODE_PAGE
    assert subjects("eva@example.invalid") == ["You have an account already"]
    assert User.objects.filter(email="eva@example.invalid").count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressing_the_button_many_times_makes_one_account() -> None:
    def press(_number: int) -> int:
        status: int = sign_up(Client(), password1=PASSWORD).status_code
        connection.close()
        return status

    with ThreadPoolExecutor(4) as hands:
        statuses = set(hands.map(press, range(4)))

    assert statuses <= {302, 429}
    assert User.objects.count() == 1


def test_one_signs_in_with_a_password(client: Client) -> None:
    user = person()

    assert sign_in(client, user)["Location"] == reverse("matching:my_page")
    assert who(client) == str(user.pk)


def test_a_wrong_password_is_told_with_the_other_way_in(client: Client) -> None:
    user = person()

    page = sign_in(client, user, password="feil")

    assert "Try again, or get a code by e-mail instead." in page.text
    assert f'value="{user.email}"' in page.text


@pytest.mark.parametrize("typed", ["", "half a password"])
def test_one_signs_in_with_a_code_from_the_same_page(client: Client, typed: str) -> None:
    user = person()

    answer = sign_in(client, user, code="1", password=typed, next="/om/")
    assert answer["Location"] == f"{reverse('account_confirm_login_code')}?next=%2Fom%2F"
    answer = confirm(client, "account_confirm_login_code", code_for(user.email), next="/om/")

    assert answer["Location"] == "/om/"
    assert who(client) == str(user.pk)


def test_asking_for_a_code_without_an_address_is_explained(client: Client) -> None:
    page = client.post(reverse("account_login"), {"login": "", "password": "", "code": "1"})

    assert "Email: This field is required." in page.text
    assert "Password: This field is required." not in page.text


def test_who_has_no_account_gets_a_letter_that_says_so(client: Client) -> None:
    client.post(reverse("account_request_login_code"), {"email": "ase@example.invalid"})

    letter = Letter.objects.get(address="ase@example.invalid")
    assert (letter.content or {})["subject"] == "No account with this address"
    assert client.get(reverse("account_confirm_login_code")).status_code == 200


def test_an_address_is_confirmed_before_the_password_lets_anyone_in(client: Client) -> None:
    user = make.user(password=PASSWORD)

    assert sign_in(client, user)["Location"] == CODE_PAGE
    assert who(client) is None


def test_a_closed_account_lets_nobody_in(client: Client) -> None:
    user = person(is_active=False)

    sign_in(client, user)

    assert who(client) is None


def test_a_forgotten_password_is_replaced_with_a_code(client: Client) -> None:
    user = person()
    client.post(reverse("account_reset_password"), {"email": user.email})
    confirm(client, "account_confirm_password_reset_code", code_for(user.email))

    answer = client.post(reverse("account_complete_password_reset"), {"password1": "nytt og langt passord"})

    user.refresh_from_db()
    assert answer["Location"] == reverse("matching:my_page")
    assert user.check_password("nytt og langt passord")
    assert subjects(user.email) == ["Your code for a new password", "Your account has a new password"]


def test_a_password_is_changed_by_who_knows_it(client: Client) -> None:
    user = person()
    client.force_login(user)
    new = {"password1": "nytt og langt passord"}

    wrong = client.post(reverse("account_change_password"), new | {"oldpassword": "feil"})
    assert "This is not the password you have now." in wrong.text
    client.post(reverse("account_change_password"), new | {"oldpassword": PASSWORD})

    user.refresh_from_db()
    assert user.check_password("nytt og langt passord")
    assert who(client) == str(user.pk)
    assert subjects(user.email) == ["Your password was changed"]


def test_who_has_no_password_may_choose_one(client: Client) -> None:
    user = person(password=None)
    client.force_login(user)
    assert client.get(reverse("account_change_password"))["Location"] == reverse("account_set_password")

    client.post(reverse("account_set_password"), {"password1": "nytt og langt passord"})

    user.refresh_from_db()
    assert user.check_password("nytt og langt passord")


def test_an_address_is_changed_with_the_password_and_a_code(client: Client) -> None:
    user = person(email="eva@example.invalid")
    client.force_login(user)
    page, asked = reverse("account_email"), reverse("account_reauthenticate")

    answer = client.post(page, {"email": "ny@example.invalid", "action_add": "1"})
    assert answer["Location"] == f"{asked}?next=%2Fkonto%2Femail%2F"
    answer = client.post(asked, {"password": PASSWORD, "next": page})
    assert answer["Location"] == CODE_PAGE
    confirm(client, "account_email_verification_sent", code_for("ny@example.invalid"))

    user.refresh_from_db()
    assert user.email == "ny@example.invalid"
    assert subjects("eva@example.invalid") == ["Your e-mail address was changed"]


def test_signing_out_takes_a_press_of_the_button(client: Client) -> None:
    client.force_login(person())

    assert "Sign out?" in client.get(reverse("account_logout")).text
    answer = client.post(reverse("account_logout"))

    assert answer["Location"] == reverse("front")
    assert who(client) is None


def test_the_cookie_of_the_session_is_out_of_reach_of_scripts(client: Client) -> None:
    sign_in(client, person())

    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 2592000)
