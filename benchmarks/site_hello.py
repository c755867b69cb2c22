"""A bare Django page with the usual middlewares and a database session: what one request costs before any of ours. Run by `site.py`."""

from __future__ import annotations

import os
import tempfile

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = True
    return HttpResponse(f"Hello {request.user}")


urlpatterns = [path("", hello)]
HOME = os.environ.get("HELLO_HOME") or tempfile.mkdtemp(prefix="tenor-hello-")
settings.configure(
    SECRET_KEY="of the benchmark alone",
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{HOME}/hello.sqlite3", "CONN_MAX_AGE": 600}},
    USE_TZ=True,
)
django.setup()
call_command("migrate", verbosity=0)
application = get_wsgi_application()
