"""The portal's own lists, read once by each process: they change with a release only."""

from functools import cache

from portal.models import Activity, Group, Topic


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
