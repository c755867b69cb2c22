"""A council's own directory: OpenID Connect against a provider that is there, on loopback, with keys, discovery, codes and tokens."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from tests.cast import PASSWORD, Cast
from tests.signing_in import sign_in

from tenor.desk.models import InstallationEntry, Person
from tenor.desk.permissions import roles as r

CLIENT, SECRET = "tenor", "of this test alone"


class Directory(ThreadingHTTPServer):
    """Whoever comes is `person`. Codes and tokens as RFC 6749, RFC 7636 and OpenID Connect Core ask. `instead`: claims to say wrongly."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.codes: dict[str, dict[str, str]] = {}
        self.person: dict[str, Any] = {}
        self.instead: dict[str, Any] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def token(self, nonce: str | None) -> str:
        now = int(time.time())
        claims = {**self.person, "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= ({"nonce": nonce} if nonce else {}) | self.instead
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"})


class Answers(BaseHTTPRequestHandler):
    server: Directory

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        at, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        base = self.server.address
        if at == "/.well-known/openid-configuration":
            ends = {name: f"{base}/{name}" for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")}
            self._json({"issuer": base, **ends, "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"]})
        elif at == "/authorization_endpoint":
            self.server.codes["one-time"] = query
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{urlencode({'code': 'one-time', 'state': query['state']})}")
            self.end_headers()
        elif at == "/jwks_uri":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
            self._json({"keys": [{**key, "kid": "1", "use": "sig", "alg": "RS256"}]})
        elif at == "/userinfo_endpoint" and self.headers.get("Authorization") == "Bearer opaque":
            self._json(self.server.person)
        else:
            self._json({"error": "no"}, 401)

    def do_POST(self) -> None:
        given = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        asked = self.server.codes.pop(given.get("code", ""), None)
        basic = base64.b64decode((self.headers.get("Authorization") or "").removeprefix("Basic ") or b"").decode()
        known = basic == f"{CLIENT}:{urlencode({'': SECRET})[1:]}" or given.get("client_secret") == SECRET or basic == f"{CLIENT}:{SECRET}"
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if asked is None or not known or asked.get("code_challenge") != proof or asked["redirect_uri"] != given.get("redirect_uri"):
            self._json({"error": "invalid_grant"}, 400)
            return
        self._json({"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": self.server.token(asked.get("nonce"))})

    def _json(self, what: Any, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def directory(cast: Cast) -> Iterator[Directory]:
    """The provider, and the settings that `TENOR_OIDC_*` make (server/sign_in.py)."""
    cache.clear()
    server = Directory()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    app = {
        "provider_id": "directory",
        "name": "Example County",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": server.address},
    }
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}):
        yield server
    server.shutdown()
    server.server_close()


def go(client: Client, directory: Directory) -> Any:
    """Through the provider and back; the last answer."""
    import urllib.request

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: Any) -> None:
            return None

    away = client.get(reverse("openid_connect_login", args=["directory"]))["Location"]
    assert away.startswith(directory.address)
    try:
        urllib.request.build_opener(Stay).open(away)
        raise AssertionError("the provider sends people back")
    except urllib.error.HTTPError as sent:
        back = sent.headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def who(person: Person, verified: bool = True) -> dict[str, Any]:
    return {"sub": f"s-{person.pk}", "email": person.email, "email_verified": verified, "name": person.name}


def test_a_button_leads_there(directory: Directory) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert "Sign in with Example County" in page
    assert reverse("openid_connect_login", args=["directory"]) in page


def test_a_known_person_signs_in_and_it_is_noted(directory: Directory, cast: Cast) -> None:
    directory.person = who(cast[r.MANAGER])
    client = Client()
    assert go(client, directory)["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    assert SocialAccount.objects.get().user == cast[r.MANAGER]
    line = InstallationEntry.objects.get(line__contains='"SignedIn"').line
    assert '"directory"' in line
    directory.person = {**directory.person, "email": "renamed@tenor.example"}  # known by its subject from now on
    again = Client()
    assert go(again, directory)["Location"] == reverse("home")


def test_an_unknown_person_is_told_politely_and_nothing_is_made(directory: Directory, cast: Cast) -> None:
    directory.person = {"sub": "new", "email": "unknown@tenor.example", "email_verified": True, "name": "Un Known"}
    before = Person.objects.count()
    page = go(Client(), directory)
    assert "We do not know you yet" in page.content.decode()
    assert Person.objects.count() == before
    assert not SocialAccount.objects.exists()
    assert InstallationEntry.objects.filter(line__contains='"no account"').count() == 1


def test_an_address_that_the_directory_did_not_verify_opens_nothing(directory: Directory, cast: Cast) -> None:
    directory.person = who(cast[r.MANAGER], verified=False)
    client = Client()
    assert "We do not know you yet" in go(client, directory).content.decode()
    assert client.get(reverse("home")).status_code == 302
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(("claim", "value"), [("aud", "another"), ("iss", "https://elsewhere.example"), ("exp", 1)])
def test_a_token_for_another_or_from_another_or_too_old_opens_nothing(directory: Directory, cast: Cast, claim: str, value: Any) -> None:
    directory.person = who(cast[r.MANAGER])
    directory.instead = {claim: value}
    client = Client()
    assert "did not work" in go(client, directory).content.decode()
    assert client.get(reverse("home")).status_code == 302


def test_a_state_of_somebody_elses_window_opens_nothing(directory: Directory, cast: Cast) -> None:
    directory.person = who(cast[r.MANAGER])
    client = Client()
    client.get(reverse("openid_connect_login", args=["directory"]))
    page = client.get(reverse("openid_connect_callback", args=["directory"]), {"code": "one-time", "state": "mine"})
    assert "did not work" in page.content.decode()
    assert client.get(reverse("home")).status_code == 302


def test_a_closed_account_stays_closed(directory: Directory, cast: Cast) -> None:
    directory.person = who(cast[r.MANAGER])
    Person.objects.filter(pk=cast[r.MANAGER].pk).update(is_active=False)
    client = Client()
    go(client, directory)
    assert client.get(reverse("home")).status_code == 302


def test_a_password_stays_for_whoever_showed_the_address_is_theirs(directory: Directory, cast: Cast) -> None:
    sign_in(cast[r.MANAGER])
    assert EmailAddress.objects.get(user=cast[r.MANAGER]).verified
    directory.person = who(cast[r.MANAGER])
    go(Client(), directory)
    sign_in(cast[r.MANAGER], PASSWORD)


def test_the_settings_name_the_directory(tmp_path: Path) -> None:
    given = {
        f"TENOR_OIDC_{key}": value for key, value in {"SERVER": "https://d.example", "CLIENT": "c", "SECRET": "s", "NAME": "Ours"}.items()
    }
    ask = "import json, tenor.server.sign_in as s; print(json.dumps(s.SOCIALACCOUNT_PROVIDERS))"
    source = str(Path(__file__).resolve().parents[2] / "src")
    env = {"TENOR_HOME": str(tmp_path), "PYTHONPATH": source, **given}
    made = json.loads(subprocess.run([sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True).stdout)
    (app,) = made["openid_connect"]["APPS"]
    assert app == {
        "provider_id": "directory",
        "name": "Ours",
        "client_id": "c",
        "secret": "s",
        "settings": {"server_url": "https://d.example"},
    }
    assert made["openid_connect"]["OAUTH_PKCE_ENABLED"] is True
