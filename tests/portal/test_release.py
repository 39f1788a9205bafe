"""What is done at each release is the same wherever it is told or done."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]


def told() -> list[str]:
    """The commands README names for each release, in their order."""
    sentence = re.search(r"At each release: (.*?);", (HERE / "README.md").read_text(), re.DOTALL)
    assert sentence is not None
    return [command.removeprefix("manage.py ") for command in re.findall(r"`(.*?)`", sentence[1])]


@pytest.mark.parametrize("place", ["docker-compose.yml", "portal/management/commands/demo.py"])
def test_every_command_of_a_release_is_run_in_the_order_told(place: str) -> None:
    done = re.findall(r"manage\.py (\w+)|call_command\(\"(\w+)\"", (HERE / place).read_text())
    names = [one or other for one, other in done]

    assert [name for name in names if name in told()] == [name for name in told() if name in names]
    assert {"migrate", "rebuild_search"} <= set(told()) <= set(names)
