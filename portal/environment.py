"""The settings' one way to the environment: every mistake is collected, and told in one sentence."""

import sys
from pathlib import Path
from typing import Any

import dj_email_url
from environs import Env, EnvError, EnvValidationError, validate

HERE = Path(__file__).resolve().parent.parent
FILES = "django.core.mail.backends.filebased.EmailBackend"
FILLED = validate.Length(min=1, error="must be set")

env = Env(eager=False)
env.read_env(str(HERE / ".env"), recurse=False)
DEBUG: bool = env.bool("DEBUG", False)


@env.parser_for("mailer")
def mailer(url: str) -> dict[str, Any]:
    """Turn `smtp://…`, `submission://user:password@host:587` or `file:///folder` into a Django mailer."""
    told = dj_email_url.parse(url)
    if "EMAIL_BACKEND" not in told:
        raise EnvError(f"«{url.partition(':')[0]}» is no way to send mail: use smtp, submission or file.")
    if told["EMAIL_BACKEND"] == FILES:
        return {"BACKEND": FILES, "OPTIONS": {"file_path": told["EMAIL_FILE_PATH"]}}
    options = {
        "host": told["EMAIL_HOST"],
        "port": told["EMAIL_PORT"],
        "username": told["EMAIL_HOST_USER"] or "",
        "password": told["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": told["EMAIL_USE_TLS"],
        "use_ssl": told["EMAIL_USE_SSL"],
        "timeout": told["EMAIL_TIMEOUT"] or 30,
    }
    return {"BACKEND": told["EMAIL_BACKEND"], "OPTIONS": options}


def needed(kind: str, name: str, *, debug: Any, **options: Any) -> Any:
    """Read what has a default on a developer's machine and none in production."""
    return getattr(env, kind)(name, *([debug] if DEBUG else []), **options)


def stop_on_mistakes() -> None:
    """End the process with one sentence when anything was missing or made no sense."""
    try:
        env.seal()
    except EnvValidationError as mistakes:
        told: Any = mistakes.error_messages  # a mapping, since `env` is not eager
        sentences = (f"{name}: {' '.join(why).rstrip('.')}" for name, why in told.items())
        sys.exit(f"The portal cannot start with this environment: {'; '.join(sentences)}.")
