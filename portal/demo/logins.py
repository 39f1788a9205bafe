"""Three log-ins whose password everybody may know. They exist in the demo nation only."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import models as auth
from django.contrib.auth.hashers import make_password

from matching.volunteers.models import Volunteer
from portal.demo.clock import Clock
from portal.demo.dice import Dice
from portal.demo.people import DOMAIN
from portal.models import Activity, Group, Skill, User
from portal.weekgrid import grid_of

VOLUNTEER = f"frivillig@{DOMAIN}"
COORDINATOR = f"koordinator@{DOMAIN}"
MODERATOR = f"moderator@{DOMAIN}"
PASSWORD = "demonasjonen-2026"  # noqa: S105 - meant to be known
TOTP_SECRET = "DEMO7NATION7DEMO7NATION7DEMO7NAT"  # noqa: S105 - as the password

ALL = {
    "volunteer": VOLUNTEER,
    "coordinator": COORDINATOR,
    "moderator": MODERATOR,
    "password": PASSWORD,
}


@dataclass(frozen=True, slots=True)
class Named:
    """The three people one can be."""

    volunteer: Volunteer
    coordinator: User
    moderator: User


def hashed(chance: Dice) -> str:
    """Hash the password once, for everybody."""
    salt = "".join(chance.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=22))
    return make_password(PASSWORD, salt)


def account(email: str, name: str, *, password: str, clock: Clock, is_staff: bool = False) -> User:
    """Make one account with a verified address."""
    user = User.objects.create(email=email, name=name, password=password, is_staff=is_staff)
    User.objects.filter(pk=user.pk).update(joined_at=clock.midnight)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def named(*, password: str, clock: Clock, moderators: auth.Group) -> Named:
    """Make all three. The moderator's second factor is an authenticator whose secret is known."""
    moderator = account(MODERATOR, "Mona Moderator", password=password, clock=clock, is_staff=True)
    moderator.groups.add(moderators)
    TOTP.activate(moderator, TOTP_SECRET)
    return Named(
        volunteer=volunteer(password=password, clock=clock),
        coordinator=account(COORDINATOR, "Kim Koordinator", password=password, clock=clock),
        moderator=moderator,
    )


def volunteer(*, password: str, clock: Clock) -> Volunteer:
    """Live in Oslo, have Tuesday and Thursday evenings, and like people."""
    volunteer = Volunteer.objects.create(
        user=account(VOLUNTEER, "Frida Frivillig", password=password, clock=clock),
        municipality_id="0301",
        max_km=15,
        slots=grid_of((5, 11, 15, 16)),
        hours=3,
        birth_year=clock.today.year - 34,
    )
    likes = ("besoksvenn", "sprak", "moteplass", "turleder", "matutdeling")
    volunteer.activities.set(Activity.objects.filter(slug__in=likes))
    volunteer.groups.set(Group.objects.filter(slug__in=("eldre", "nye-i-norge")))
    volunteer.skills.set(Skill.objects.filter(slug__in=("matlaging", "friluft")))
    return volunteer
