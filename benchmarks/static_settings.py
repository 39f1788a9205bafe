"""The portal's own settings, with one page more for a benchmark."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.static_page"
