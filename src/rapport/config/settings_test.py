"""Settings under test: a throw-away home, one database server for the whole run, cheap password hashes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_home = Path(os.environ.get("RAPPORT_HOME") or tempfile.mkdtemp(prefix="rapport-test-"))
os.environ["RAPPORT_HOME"] = str(_home)
_home.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("RAPPORT_TEST_DATABASE_URL", "postgresql://127.0.0.1/none")
os.environ["DATABASE_URL"] = os.environ["RAPPORT_TEST_DATABASE_URL"]

from rapport.config.settings import *  # noqa: E402, F403  # the environment above must stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in hundreds of times
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
