import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.management import CommandError, call_command
from django.db.models import Count, Q, QuerySet
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from stdnum.no import orgnr

from assignments.models import Assignment, Session
from matching.models import Application
from matching.volunteers.models import Volunteer
from organisations.models import Coordinator, Organisation
from portal.demo import library, logins
from portal.demo.progress import Progress
from portal.models import Activity, County, Group, Skill, User
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
SMALL = {
    "volunteers": 60,
    "assignments": 60,
    "organisations": 25,
    "today": TODAY,
    "yes_invented_people": True,
}
ACCEPTED = {"status": "accepted", "answered_at": datetime(2026, 11, 20, tzinfo=UTC)}
HELD = Count("applications", filter=Q(applications__status__in=["accepted", "completed"]))


def seed(**options: Any) -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said, **SMALL | options)
    return said.getvalue()


def rows() -> list[list[tuple[Any, ...]]]:
    """Everything that does not depend on keys."""
    columns: dict[Any, tuple[str, ...]] = {
        Assignment: ("title", "organisation__name", "apply_by", "places_taken", "slots"),
        Volunteer: ("user__email", "user__password", "slots", "activities"),
        Organisation: ("number", "purpose", "created_at", "status"),
        Application: ("created_at", "volunteer__user__email", "status", "message"),
        Session: ("starts_at", "places", "assignment__title", "places_taken"),
    }
    return [sorted(model.objects.values_list(*names)) for model, names in columns.items()]


def test_the_same_seed_gives_the_same_nation_and_another_seed_another() -> None:
    seed()
    first = rows()
    seed(again=True)
    second = rows()
    seed(again=True, seed=2)

    assert first == second
    assert all(first)
    assert all(one != other for one, other in zip(first, rows(), strict=True))


def test_the_sizes_are_those_asked_for() -> None:
    seed()

    counted = [model.objects.count() for model in (Volunteer, Assignment, Organisation)]
    assert counted == [60, 60, 25]
    assert not User.objects.exclude(email__endswith=".invalid").exists()


def test_a_second_run_changes_nothing() -> None:
    seed()
    before = rows()

    assert "nothing is changed" in seed(seed=2)
    assert rows() == before


def test_again_deletes_the_invented_and_nobody_else() -> None:
    seed()
    invented = Volunteer.objects.all()[:1].get()
    organisation = make.organisation(contact_email="post@example.com")
    wanted = make.assignment(organisation=organisation, places_taken=2)
    owner = make.coordinator(of=organisation, user=make.user(email="kari@example.com"))
    kept = make.application(to=wanted, volunteer=make.volunteer(user=owner.user), **ACCEPTED)
    make.application(to=wanted, volunteer=invented, **ACCEPTED)

    seed(again=True)

    wanted.refresh_from_db()
    assert (wanted.places_taken, list(wanted.applications.all())) == (1, [kept])
    assert Volunteer.objects.count() == 61
    assert Coordinator.objects.contains(owner)


def test_it_refuses_where_real_people_may_be() -> None:
    with pytest.raises(CommandError, match="--yes-invented-people"):
        seed(yes_invented_people=False)

    assert not Volunteer.objects.exists()


def test_a_developers_machine_is_asked_nothing(settings: Settings) -> None:
    settings.DEBUG = True
    seed(yes_invented_people=False)

    assert Volunteer.objects.count() == 60


@pytest.mark.parametrize("size", ["0", "-1"])
def test_a_nation_has_at_least_one_of_each(size: str) -> None:
    with pytest.raises(CommandError, match="--volunteers"):
        call_command("seed_demo", "--volunteers", size)


def test_the_smallest_nation_has_the_three_who_can_sign_in() -> None:
    seed(volunteers=1, assignments=1, organisations=1)

    assert set(User.objects.values_list("email", flat=True)) >= {
        logins.VOLUNTEER,
        logins.COORDINATOR,
        logins.MODERATOR,
    }
    assert Coordinator.objects.get(user__email=logins.COORDINATOR).role == "owner"


def test_every_row_is_one_that_the_forms_would_take() -> None:
    seed()

    for model in (Assignment, Organisation, Volunteer, User, Application, Session):
        for row in model.objects.all():
            row.full_clean(exclude=["password"])


def test_the_places_taken_are_those_given_away() -> None:
    seed()

    for rows in (Assignment.objects.all(), Session.objects.all()):
        assert wrong(rows) == []
    summed = Assignment.objects.exclude(sessions=None)
    for assignment in summed.prefetch_related("sessions"):
        assert assignment.places == sum(session.places for session in assignment.sessions.all())
    assert Application.objects.exclude(session=None).exists()


def wrong(rows: QuerySet[Any]) -> list[Any]:
    return [row for row in rows.annotate(held=HELD) if row.held != row.places_taken]


def test_applications_come_after_what_they_answer_and_before_their_answer() -> None:
    seed()

    sent = Application.objects.select_related("assignment")
    assert all(one.created_at >= one.assignment.published_at for one in sent if one.assignment.published_at)
    assert all(one.answered_at >= one.created_at for one in sent if one.answered_at)
    assert all(one.created_at.date() < TODAY for one in sent)


def test_at_the_default_size_every_county_and_every_activity_has_something_open() -> None:
    call_command("seed_demo", today=TODAY, yes_invented_people=True)

    found = Assignment.objects.open(on=TODAY)
    assert set(found.values_list("municipality__county", flat=True)) == set(county_numbers())
    assert found.values("activities").distinct().count() == 61
    assert 0.3 < found.filter(kind="need").count() / found.count() < 0.4
    assert Application.objects.values("status").distinct().count() == 7


def county_numbers() -> QuerySet[County, str]:
    return County.objects.values_list("number", flat=True)


def test_what_is_published_is_new_and_open_for_a_while() -> None:
    seed()

    published = Assignment.objects.published()
    for assignment in published:
        assert assignment.published_at
        assert assignment.apply_by
        assert TODAY - timedelta(days=46) < assignment.published_at.date() < TODAY
        assert TODAY + timedelta(days=7) <= assignment.apply_by <= TODAY + timedelta(days=90)
    assert published.count() > 25


def test_moderators_have_something_to_decide() -> None:
    seed(organisations=100)

    assert Assignment.objects.submitted().exists()
    assert Organisation.objects.filter(status="submitted").exists()
    assert Organisation.objects.filter(status="verified").count() > 75


def test_organisation_numbers_pass_the_check_and_are_all_different() -> None:
    seed()

    numbers = list(Organisation.objects.values_list("number", flat=True))
    assert all(orgnr.is_valid(number) for number in numbers)
    assert len(set(numbers)) == 25


def test_the_coordinator_has_fresh_applications_to_answer() -> None:
    seed()
    coordinator = User.objects.get(email=logins.COORDINATOR)

    mine = Application.objects.managed_by(coordinator).filter(status="new")
    assert mine.filter(created_at__date__gte=TODAY - timedelta(days=2)).count() >= 3
    assert Assignment.objects.managed_by(coordinator).open(on=TODAY).count() >= 5
    assert Application.objects.filter(volunteer__user__email=logins.VOLUNTEER).count() == 2


@pytest.mark.parametrize("email", [logins.VOLUNTEER, logins.COORDINATOR])
def test_the_named_can_sign_in_with_the_known_password(client: Client, email: str) -> None:
    seed()

    client.post(reverse("account_login"), {"login": email, "password": logins.PASSWORD})

    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)


def test_the_moderator_signs_in_with_a_code_and_gets_to_the_admin(client: Client, settings: Settings) -> None:
    seed()
    settings.MFA_TOTP_TOLERANCE = 1
    client.post(reverse("account_login"), {"login": logins.MODERATOR, "password": logins.PASSWORD})
    assert "_auth_user_id" not in client.session

    code = totp.format_hotp_value(totp.hotp_value(logins.TOTP_SECRET, int(time.time()) // 30))
    client.post(reverse("mfa_authenticate"), {"code": code})

    queue = client.get(reverse("admin:organisations_organisation_changelist"))
    assert queue.status_code == 200


def test_there_are_many_texts_at_least_two_for_each_activity() -> None:
    templates = library.templates()
    counted = Counter(slug for template in templates for slug in template.activities)

    assert len(templates) >= 140
    assert len({template.title for template in templates}) == len(templates)
    assert len(library.patterns()) >= 40
    assert set(counted) == set(Activity.objects.values_list("slug", flat=True))
    assert min(counted.values()) >= 2


@pytest.mark.parametrize("template", library.templates(), ids=lambda template: template.title)
def test_a_text_keeps_the_rules_of_the_portal(template: library.Template) -> None:
    assert len(template.summary) <= 160
    assert 150 < len(template.description) < 2000
    assert set(template.groups) <= set(Group.objects.values_list("slug", flat=True))
    assert set(template.skills) <= set(Skill.objects.values_list("slug", flat=True))
    assert set(template.by) <= {pattern.key for pattern in library.patterns()} | {"*"}
    assert (template.places is None) == (template.kind == "need")
    assert not template.certificate or {"barn", "ungdom", "funksjonsnedsettelse"} & set(template.groups)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_a_log_one_line_per_step() -> None:
    terminal, log = Terminal(), StringIO()
    for stream in (terminal, log):
        Progress(stream).run("Volunteers", ([1, 2], [3]), 4)

    assert "[###############...............] 2 of 4" in terminal.getvalue()
    assert log.getvalue().splitlines() == ["Volunteers: 3 in 0.0 s"]
