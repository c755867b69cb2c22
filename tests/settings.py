"""The site's settings for tests: a database and a home of their own, passwords that cost nothing, no compressed style."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("TENOR_HOME", tempfile.mkdtemp(prefix="tenor-tests-"))
os.environ.setdefault("TENOR_SECRET_KEY", "of the tests alone")

from tenor.server.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
RENEW_SOON = "never"  # no thread beside the tests: what is behind is made when somebody looks
