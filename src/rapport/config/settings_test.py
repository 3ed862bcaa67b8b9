"""Settings under test: a throw-away home, one database server for the whole run, cheap password hashes."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

from rapport.base.postgres.testing import VARIABLE, TestServer

_home = Path(os.environ.get("RAPPORT_HOME") or tempfile.mkdtemp(prefix="rapport-test-"))
os.environ["RAPPORT_HOME"] = str(_home)
_home.mkdir(parents=True, exist_ok=True)
if VARIABLE not in os.environ and "PYTEST_VERSION" in os.environ:
    # The first process of a run comes here before any test; workers inherit the variable.
    _server = TestServer()
    _server.start()
    atexit.register(_server.stop)
os.environ["DATABASE_URL"] = os.environ.get(VARIABLE, "postgresql://127.0.0.1/not-running")

from rapport.config.settings import *  # noqa: E402, F403  # the environment above must stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in hundreds of times
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405  # keeps migrations in one line, in development
STATIC_ROOT = _home / "static"
STATIC_ROOT.mkdir(exist_ok=True)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["OPTIONS"] = {}  # noqa: F405  # no pool: test databases are dropped while connections are counted
