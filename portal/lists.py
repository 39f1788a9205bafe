"""The portal's own lists, read once by each process: they change with a release only."""

from functools import cache

from portal.models import Activity, Group, Topic
from portal.models.topics import Named


@cache
def named[N: Named](of: type[N]) -> tuple[N, ...]:
    """Everything on one of the lists that have names."""
    return tuple(of._default_manager.all())  # noqa: SLF001 - any of the lists


@cache
def topic_of_activities() -> tuple[int, ...]:
    """The position of each activity's topic, by the activity's own position."""
    return tuple(Activity.objects.order_by("position").values_list("topic__position", flat=True))


@cache
def topics() -> tuple[Topic, ...]:
    """The topics, in their order."""
    return tuple(Topic.objects.all())


@cache
def groups() -> tuple[Group, ...]:
    """The groups, in their order."""
    return tuple(Group.objects.all())


@cache
def activities_of(topic: str) -> int:
    """The activities of a topic as a bit mask of their positions."""
    positions = Activity.objects.filter(topic=topic).values_list("position", flat=True)
    return sum(1 << position for position in positions)
