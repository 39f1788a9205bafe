"""What a volunteer puts away, and what she wants more of."""

import pytest
from django.contrib.contenttypes.models import ContentType

from matching.steering import services
from matching.steering.models import Dismissal
from matching.volunteers.models import Volunteer
from portal.models import AuditEntry
from tests import make

pytestmark = pytest.mark.django_db


def deeds_about_dismissals() -> list[str]:
    kind = ContentType.objects.get_for_model(Dismissal)
    return list(AuditEntry.objects.filter(about_type=kind).order_by("pk").values_list("deed", flat=True))


def test_put_away_twice_is_put_away_once_and_written_down_once() -> None:
    volunteer, assignment = make.volunteer(), make.assignment()

    services.dismiss(assignment, by=volunteer)
    services.dismiss(assignment, by=volunteer, why="far")
    services.dismiss(assignment, by=volunteer)

    assert [one.why for one in Dismissal.objects.made_by(volunteer.user)] == ["far"]
    assert deeds_about_dismissals() == ["dismissal.made"]


def test_taken_back_twice_is_taken_back_once() -> None:
    volunteer, assignment = make.volunteer(), make.assignment()
    services.dismiss(assignment, by=volunteer)

    services.take_back(assignment, by=volunteer)
    services.take_back(assignment, by=volunteer)

    assert not Dismissal.objects.exists()
    assert deeds_about_dismissals() == ["dismissal.made", "dismissal.taken_back"]


def test_one_takes_back_nothing_of_somebody_else() -> None:
    assignment = make.assignment()
    services.dismiss(assignment, by=make.volunteer())

    services.take_back(assignment, by=make.volunteer())

    assert Dismissal.objects.count() == 1


def test_what_is_put_away_goes_with_the_volunteer_and_with_the_assignment() -> None:
    volunteer, other = make.volunteer(), make.volunteer()
    gone, stays = make.assignment(), make.assignment()
    for assignment in (gone, stays):
        services.dismiss(assignment, by=volunteer)
        services.dismiss(assignment, by=other)

    volunteer.user.delete()
    gone.delete()

    assert [(one.volunteer, one.assignment) for one in Dismissal.objects.all()] == [(other, stays)]


def ticked(volunteer: Volunteer) -> tuple[set[str], set[str]]:
    return (
        set(volunteer.activities.values_list("slug", flat=True)),
        set(volunteer.groups.values_list("slug", flat=True)),
    )


def test_more_like_it_adds_what_she_had_not_ticked_and_can_be_undone() -> None:
    volunteer = make.volunteer(activities=("besoksvenn",))
    liked = make.assignment(activities=("besoksvenn", "arrangement"), groups=("eldre",))

    added = services.more_like(liked, by=volunteer)

    assert [each.pk for each in (*added.activities, *added.groups)] == ["arrangement", "eldre"]
    assert ticked(volunteer) == ({"besoksvenn", "arrangement"}, {"eldre"})
    services.less_like(added, by=volunteer)
    assert ticked(volunteer) == ({"besoksvenn"}, set())
    assert AuditEntry.objects.filter(deed="volunteer.described").count() == 2


def test_more_like_it_when_all_is_ticked_already_changes_nothing() -> None:
    volunteer = make.volunteer(activities=("besoksvenn",))

    assert not services.more_like(make.assignment(activities=("besoksvenn",)), by=volunteer)
    assert not AuditEntry.objects.filter(deed="volunteer.described").exists()


def test_a_change_gives_what_she_had_said_before() -> None:
    volunteer = make.volunteer(max_km=20)

    assert services.change("max_km", 50, by=volunteer) == 20
    assert Volunteer.objects.get().max_km == 50
