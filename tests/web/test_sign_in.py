"""Signing in: through the form, by link, with a second step; what is refused, what is noted, and that every page of it is ours."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.cast import PASSWORD, Cast
from tests.signing_in import just_signed_in, sign_in, signed_in

from tenor.desk.models import InstallationEntry
from tenor.desk.permissions import roles as r
from tenor.web.account_forms import LONGEST

WEB = Path(__file__).resolve().parents[2] / "src/tenor/web/templates"
LINK = re.compile(r"https?://testserver(/\S+)")


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def noted(kind: str) -> list[str]:
    return list(InstallationEntry.objects.filter(line__contains=f'"{kind}"').values_list("line", flat=True))


def allauth_patterns() -> list[URLPattern]:
    found: list[URLPattern] = []

    def walk(patterns: Any) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                walk(each.url_patterns)
            elif each.callback.__module__.startswith("allauth."):
                found.append(each)

    walk(get_resolver().url_patterns)
    return found


def test_every_template_of_the_sign_in_pages_is_ours() -> None:
    patterns = allauth_patterns()
    assert len(patterns) > 20
    names = {
        name
        for each in patterns
        for key in ("template_name", "template_name_signup_closed")
        if (name := getattr(getattr(each.callback, "view_class", None), key, ""))
    }
    assert len(names) > 15
    names |= {
        "account/password_reset_from_key_done.html",
        "account/email_change.html",
        "socialaccount/authentication_error.html",
        "account/email.html",
    }
    foreign = {name for name in names if not name.endswith(".txt") and WEB not in Path(get_template(name).origin.name).parents}  # type: ignore[union-attr]
    assert not foreign


def test_every_mail_of_the_sign_in_is_ours() -> None:
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    for kind in ("account", "mfa", "socialaccount", "usersessions"):
        for text in [*theirs.glob(f"{kind}/email/*.txt"), *theirs.glob(f"{kind}/messages/*.txt")]:
            name = text.relative_to(theirs).as_posix()
            if "phone" in name or ("code_" in name and "login" not in name):
                continue  # neither phones nor codes instead of links are switched on
            assert (WEB / name).exists(), name


def test_sign_in_and_out_are_noted_without_what_was_typed(cast: Cast) -> None:
    person = cast[r.MANAGER]
    client = sign_in(person)
    assert client.get(reverse("home")).status_code == 200
    assert len(noted("SignedIn")) == 1
    assert '"password"' in noted("SignedIn")[0]
    assert person.email not in noted("SignedIn")[0]
    client.post(reverse("account_logout"))
    assert client.get(reverse("home")).status_code == 302


def test_wrong_and_unknown_read_the_same_and_the_sixth_is_too_many(cast: Cast) -> None:
    client = Client()

    def answer(email: str, password: str) -> str:
        page = client.post(reverse("account_login"), {"login": email, "password": password})
        assert page.status_code == 200
        return page.content.decode()

    email = cast[r.MANAGER].email
    wrong = [answer(email, "not the password") for _n in range(5)]
    unknown = answer("nobody@tenor.example", "not the password")
    right = "The email address or the password is not right"
    assert all(right in page for page in (*wrong, unknown))
    assert "Error:" in wrong[0]
    assert "Too many tries" in answer(email, "not the password")
    assert "Too many tries" in answer(email, PASSWORD)
    assert len(noted("SignInRefused")) == 8
    assert not any(email in line or "not the password" in line for line in noted("SignInRefused"))


def test_tries_are_counted_in_the_database_for_all_processes(cast: Cast) -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    Client().post(reverse("account_login"), {"login": cast[r.MANAGER].email, "password": "x"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone()[0] >= 1


def test_a_book_is_no_password(cast: Cast) -> None:
    page = Client().post(reverse("account_login"), {"login": cast[r.MANAGER].email, "password": "a" * (LONGEST + 1)})
    assert f"{LONGEST} characters at most" in page.content.decode()
    page = Client().post(reverse("account_login"), {"login": f"{'a' * 400}@tenor.example", "password": "a"})
    assert page.status_code == 200
    assert not noted("SignInRefused")


def test_nobody_makes_an_account_by_themselves(cast: Cast) -> None:
    for name in ("account_signup", "socialaccount_signup"):
        page = Client().get(reverse(name), follow=True)
        assert b"password1" not in page.content


def test_the_link_by_mail_signs_in_on_another_device_once(cast: Cast) -> None:
    person = cast[r.MANAGER]
    asked = Client()
    answer = asked.post(reverse("account_request_login_code"), {"email": person.email}, follow=True)
    assert "Look in your email" in answer.content.decode()
    (sent,) = mail.outbox
    assert sent.subject == "Your link to sign in"
    assert "<" not in sent.body
    path = LINK.search(sent.body)[1]  # type: ignore[index]
    phone = Client()
    assert phone.get(path).status_code == 200  # looking does not use it up
    assert phone.get(path).status_code == 200
    assert phone.post(path)["Location"] == reverse("home")
    assert phone.get(reverse("home")).status_code == 200
    assert '"link"' in noted("SignedIn")[0]
    assert Client().post(path).status_code == 410


def test_the_code_of_that_mail_signs_in_where_it_was_asked_for(cast: Cast) -> None:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": cast[r.VISITOR].email})
    code = re.search(r"^[A-Z0-9]+-[A-Z0-9]+$", mail.outbox[0].body, re.M)[0]  # type: ignore[index]
    assert client.post(reverse("account_confirm_login_code"), {"code": code})["Location"] == reverse("home")


def test_asking_with_an_unknown_address_says_the_same_and_tells_by_mail(cast: Cast) -> None:
    known, unknown = Client(), Client()
    one = known.post(reverse("account_request_login_code"), {"email": cast[r.MANAGER].email}, follow=True)
    other = unknown.post(reverse("account_request_login_code"), {"email": "nobody@tenor.example"}, follow=True)
    assert one.redirect_chain == other.redirect_chain
    plain = [re.sub(r'value="[^"]*"', "", page.content.decode()).replace(cast[r.MANAGER].email, "X") for page in (one, other)]
    assert plain[0] == plain[1].replace("nobody@tenor.example", "X")
    assert "no account" in mail.outbox[1].body
    assert "invite" in mail.outbox[1].body


def test_a_forgotten_password_is_chosen_anew(cast: Cast) -> None:
    person, client = cast[r.MANAGER], Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    path = LINK.search(mail.outbox[0].body)[1]  # type: ignore[index]
    page = client.get(path, follow=True)
    at = page.redirect_chain[-1][0]
    short = client.post(at, {"password1": "short", "password2": "short"})
    assert "12 characters" in short.content.decode()
    done = client.post(at, {"password1": "four harbour lamps shine", "password2": "four harbour lamps shine"}, follow=True)
    assert "Your new password is saved" in done.content.decode()
    sign_in(person, "four harbour lamps shine")
    assert "does not work any more" in Client().get(path, follow=True).content.decode()


def totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_an_app_with_codes_is_set_up_and_asked_for(cast: Cast) -> None:
    person, client = cast[r.MANAGER], sign_in(cast[r.MANAGER])
    again = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Is it still you?" in again.content.decode()
    page = client.post(again.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert "data:image/svg+xml" in text
    secret = re.search(r'class="t-cell t-breaks">([A-Z2-7]+)<', text)[1]  # type: ignore[index]
    assert "not right" in client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    spare = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r'class="t-cell">(\d+)<', spare)
    assert len(codes) == 10
    cache.clear()
    other = Client()
    step = other.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert "One more step" in step.content.decode()
    assert other.get(reverse("home")).status_code == 302
    assert other.post(reverse("mfa_authenticate"), {"code": codes[0]})["Location"] == reverse("home")
    third = Client()
    third.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "not right" in third.post(reverse("mfa_authenticate"), {"code": codes[0]}).content.decode()  # each works once


def test_whoever_an_operator_named_may_have_a_second_step_too(cast: Cast) -> None:
    client = sign_in(cast[r.OWNER])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("account_email"))
    EmailAddress.objects.update(verified=False)  # as a link to choose a password leaves it
    again = sign_in(cast[r.OWNER])
    again.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert b"data:image/svg+xml" in again.get(reverse("mfa_activate_totp"), follow=True).content


def test_a_link_by_mail_does_not_go_round_the_second_step(cast: Cast) -> None:
    person = cast[r.MANAGER]
    Authenticator.objects.create(user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    Client().post(reverse("account_request_login_code"), {"email": person.email})
    phone = Client()
    step = phone.post(LINK.search(mail.outbox[0].body)[1], follow=True)  # type: ignore[index]
    assert "One more step" in step.content.decode()
    assert phone.get(reverse("home")).status_code == 302


def test_sessions_are_listed_and_ended_elsewhere(cast: Cast) -> None:
    person = cast[r.MANAGER]
    here, there = sign_in(person), sign_in(person)
    there.get(reverse("home"), headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0"})
    page = here.get(reverse("usersessions_list")).content.decode()
    assert page.count("Sign out there<span") == 1
    path = re.search(r'action="(/you/devices/\d+/)"', page)[1]  # type: ignore[index]
    stranger = sign_in(cast["stranger"])
    assert stranger.post(path).status_code == 404
    assert here.post(path).status_code == 302
    assert there.get(reverse("home")).status_code == 302
    assert here.get(reverse("home")).status_code == 200


def test_a_password_is_changed_and_the_person_told(cast: Cast) -> None:
    client = just_signed_in(cast[r.MANAGER])
    given = {"oldpassword": PASSWORD, "password1": "four harbour lamps shine", "password2": "four harbour lamps shine"}
    assert client.post(reverse("account_change_password"), given).status_code == 302
    assert "password of your account" in mail.outbox[-1].body
    assert client.get(reverse("home")).status_code == 200  # still signed in here


def test_an_address_changes_once_its_own_link_was_used(cast: Cast) -> None:
    client = sign_in(cast[r.MANAGER])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.post(reverse("account_email"), {"email": "new@tenor.example", "action_add": "1"}, follow=True)
    assert "new@tenor.example" in page.content.decode()
    cast[r.MANAGER].refresh_from_db()
    assert cast[r.MANAGER].email != "new@tenor.example"
    path = LINK.search(mail.outbox[-1].body)[1]  # type: ignore[index]
    assert "Is this your address?" in client.get(path).content.decode()
    client.post(path)
    cast[r.MANAGER].refresh_from_db()
    assert cast[r.MANAGER].email == "new@tenor.example"


OPEN = (
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "help",
    "accessibility",
    "privacy",
    "glossary",
    "socialaccount_login_cancelled",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password_from_key_done",
)
SIGNED_IN = (
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "usersessions_list",
    "person",
    "organisation",
    "socialaccount_connections",
    "reauthenticate-by-mail",
)


@pytest.mark.parametrize("name", OPEN)
def test_open_pages_are_there_in_our_frame(cast: Cast, name: str) -> None:
    page = Client().get(reverse(name))
    assert page.status_code == 200
    assert b"t-mark-word" in page.content
    assert page.content.count(b"<h1") == 1


@pytest.mark.parametrize("name", SIGNED_IN)
def test_own_pages_are_there_in_our_frame_and_need_a_person(cast: Cast, name: str) -> None:
    assert Client().get(reverse(name)).status_code == 302
    client = sign_in(cast[r.MANAGER])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert b"t-mark-word" in page.content
    assert page.content.count(b"<h1") == 1
    assert "no-store" in page["Cache-Control"]


def test_whoever_has_no_password_shows_it_by_a_code(cast: Cast) -> None:
    person = cast[r.MANAGER]
    person.set_unusable_password()
    person.save()
    client = signed_in(person)
    given = {"name": "A", "email": "a@b.example", "role": r.AUDITOR}
    asked = client.post(reverse("invite", args=[cast.visits.pk]), given, follow=True)
    assert "Is it still you?" in asked.content.decode()
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]  # type: ignore[index]
    assert "not right" in client.post(asked.redirect_chain[-1][0], {"code": "AAAA-BBBB"}).content.decode()
    client.post(asked.redirect_chain[-1][0], {"code": code.lower()})
    assert mail.outbox[-1].to == ["a@b.example"]  # what was asked for went on
