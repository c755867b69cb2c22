"""What a browser is told with every page: nothing foreign, nothing inline, no frame, no cache; cookies that only we get."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD, Cast
from tests.signing_in import sign_in

from tenor.desk.permissions import roles as r

PAGES = ("home", "contracts", "people", "person", "mfa_index", "usersessions_list", "account_change_password", "help")
SCRIPT = re.compile(r"<script\b([^>]*)>", re.I)
INLINE = re.compile(r"""<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|<style\b|javascript:""", re.I)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_allows_nothing_foreign_and_holds_nothing_inline(cast: Cast, name: str) -> None:
    page = sign_in(cast[r.MANAGER]).get(reverse(name))
    policy = dict(part.strip().partition(" ")[::2] for part in page["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "*" not in page["Content-Security-Policy"]
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page["Cache-Control"] == "private, no-store" or "no-store" in page["Cache-Control"]
    text = page.content.decode()
    assert not INLINE.search(text)
    for given in SCRIPT.findall(text):
        assert 'src="/static/' in given or 'type="application/json"' in given


def test_the_way_in_holds_nothing_inline_either(db: None) -> None:
    text = Client().get(reverse("account_login")).content.decode()
    assert not INLINE.search(text)
    assert all('src="/static/' in given or 'type="application/json"' in given for given in SCRIPT.findall(text))


def test_cookies_are_kept_from_scripts_and_other_sites(cast: Cast) -> None:
    client = sign_in(cast[r.MANAGER])
    assert set(client.cookies) <= {"sessionid", "csrftoken", "django_language", "messages"}
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    given = {"login": cast[r.MANAGER].email, "password": PASSWORD}
    assert strict.post(reverse("account_login"), given).status_code == 403


def test_the_way_back_leads_nowhere_else(cast: Cast) -> None:
    given = {"login": cast[r.MANAGER].email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    answer = Client().post(f"{reverse('account_login')}?next=https://elsewhere.example/", given)
    assert answer["Location"] == reverse("home")


ASK = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "tenor.server.settings"
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from django.test import Client
from tenor.desk.models import Person
Person.objects.create_user("a@council.example", "plumb line and tee square", name="A")
plain = Client().get("/account/login/", headers={"host": "council.example"})
client = Client(headers={"host": "council.example", "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"})
page = client.get("/account/login/")
given = {"login": "a@council.example", "password": "plumb line and tee square"}
done = client.post("/account/login/", given)
cookies = {name: {k: each[k] for k in ("secure", "httponly", "samesite", "path", "domain")} for name, each in client.cookies.items()}
told = {"plain": [plain.status_code, plain["Location"]], "headers": dict(page.headers), "done": done.status_code}
print(json.dumps({**told, "cookies": cookies}))
"""


def test_with_https_everything_is_sent_safely(tmp_path: Path) -> None:
    given = {"TENOR_HOME": str(tmp_path), "TENOR_HTTPS": "1", "TENOR_HOSTS": "council.example", "PATH": os.environ["PATH"]}
    source = Path(__file__).resolve().parents[2] / "src"
    ran = subprocess.run([sys.executable, "-c", ASK], env={**given, "PYTHONPATH": str(source)}, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["plain"] == [301, "https://council.example/account/login/"]
    assert told["headers"]["Strict-Transport-Security"].startswith("max-age=31536000")
    assert told["done"] == 302
    ours = {name: each for name, each in told["cookies"].items() if name.startswith("__Host-")}
    assert set(ours) == {"__Host-session", "__Host-csrf"}
    for name, cookie in told["cookies"].items():
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name
