"""The portal refuses to start on nonsense, and says what is wrong in one sentence."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "frivillig.invalid",
    "SITE_URL": "https://frivillig.invalid",
}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import portal.settings"],
        cwd=settings.HERE,
        env=os.environ | PRODUCTION | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_starts_with_what_production_needs() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY: must be set."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS: must be set."),
        ({"SWEEP_SECONDS": "often"}, "SWEEP_SECONDS: Not a valid integer."),
        ({"DATABASE_URL": "over there"}, "DATABASE_URL: Not a valid database URL."),
        (
            {"EMAIL_URL": "pigeon://roof"},
            "EMAIL_URL: «pigeon» is no way to send mail: use smtp, submission or file.",
        ),
        ({"DEBUG": "perhaps"}, "DEBUG: Not a valid boolean."),
    ],
)
def test_it_refuses_nonsense_in_one_sentence(environment: dict[str, str], told: str) -> None:
    refused = start(**environment)

    assert refused.returncode == 1
    assert refused.stderr == f"The portal cannot start with this environment: {told}\n"
