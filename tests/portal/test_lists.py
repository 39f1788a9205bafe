import pytest

from portal.models import Activity, County, Group, Icnpo, Municipality, Skill, Topic
from tests import make

pytestmark = pytest.mark.django_db


def test_the_portal_knows_the_whole_country() -> None:
    models = (County, Municipality, Topic, Activity, Group, Icnpo, Skill)
    counted = [model.objects.count() for model in models]

    assert counted == [15, 357, 15, 61, 7, 32, 16]


def test_a_shared_name_is_told_apart_by_its_county() -> None:
    labels = Municipality.objects.filter(name="Herøy").values_list("label", flat=True)

    assert list(labels) == ["Herøy (Møre og Romsdal)", "Herøy (Nordland)"]


def test_positions_of_activities_fit_in_one_word() -> None:
    positions = Activity.objects.values_list("position", flat=True)

    assert sorted(positions) == list(range(61))


def test_the_builders_make_what_is_valid() -> None:
    application = make.application()
    application.assignment.full_clean()
    application.volunteer.full_clean()
    application.assignment.organisation.full_clean()
