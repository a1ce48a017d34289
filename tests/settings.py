"""The site's settings for tests, which touch nothing of the developer's own site."""

import os
import tempfile
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="chatsite-tests-")  # gone when the tests end
os.environ |= {
    "ENV_FILE": os.devnull,
    "DATA_DIR": FOLDER.name,
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-123456",
    "SITE_URL": "https://localhost:8282",
    "LOG_FORMAT": "text",
}
UNSET = ("DEBUG", "SITE_ALIASES", "DATABASE_URL", "CHANNEL_LAYER_URL", "TLS_CERT", "TLS_KEY")
for name in (*UNSET, "LANGUAGE_CODE", "TIME_ZONE"):
    os.environ.pop(name, None)

from chatsite.settings import *  # noqa: E402, F403

TEST_RUNNER = "tests.runner.Pytest"
if url := os.environ.get("TEST_DATABASE_URL"):  # of a PostgreSQL in which databases may be made
    DATABASES = database.configuration(database.url(url), FOLDER.name)  # noqa: F405
else:
    # A file: threads with connections of their own would lock each other out of one in memory.
    DATABASES["default"]["TEST"] = {"NAME": Path(FOLDER.name) / "test.sqlite3"}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
