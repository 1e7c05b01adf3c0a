"""The settings of the site, with a data folder and a database of the tests' own.

A module of its own, because pytest-django loads the settings before any conftest.py.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="highlight-report-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

# With DEBUG the settings ask for no HTTPS and no collected static files, which the test client
# has not. pytest-django then turns settings.DEBUG off.
os.environ.update(DATA_DIR=_folder, DEBUG="1", SECRET_KEY="only for the tests")
for _name in (
    "ADMINS",
    "ALLOWED_HOSTS",
    "COUNCIL_NAME",
    "DEFAULT_AMBER_TOLERANCE_PERCENT",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "SOURCE_HOSTS",
    "SOURCE_PRIVATE_HOSTS",
    "SITE_URL",
    "SOURCE_SECRETS",
):
    os.environ.pop(_name, None)

from config.settings import *  # noqa: E402, F403, TID251 - the one place that extends them
from config.settings import DATABASES, STATIC_ROOT  # noqa: E402, TID251

# A file, because a worker process cannot share a database in memory.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_folder) / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, for tests only
CRISPY_FAIL_SILENTLY = False
STATIC_ROOT.mkdir()  # WhiteNoise warns of a missing one
