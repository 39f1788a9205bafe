"""The portal's own settings for a server without a proxy before it, with one page more for a benchmark."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.static_page"
SECURE_SSL_REDIRECT = False
