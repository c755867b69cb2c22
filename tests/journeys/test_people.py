"""People in a real browser: invited by mail and in, with a passkey of an authenticator that the browser plays; the pages about people and
signing in, without barriers, at every width."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served

from tenor.desk.permissions import roles as r

OPEN = (
    *("account/login/", "account/login/code/", "account/password/reset/", "account/password/reset/done/", "account/signup/"),
    *("help/", "accessibility/", "privacy/", "glossary/", "invitation/nothing/", "account/link/nothing/"),
)
OWN = ("you/", "account/email/", "account/2fa/", "account/2fa/webauthn/", "account/sessions/", "organisation/", "organisation/people/")
AGAIN = ("account/password/change/", "account/2fa/totp/activate/", "account/2fa/webauthn/add/", "organisation/people/invite/")


def last_mail(site: Served, to: str) -> str:
    """The text of the newest mail to somebody."""
    for file in sorted((site.place.home / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        for raw in reversed(file.read_bytes().split(b"-" * 79)):
            found: Any = message_from_bytes(raw.strip(), policy=policy.default)
            if found["To"] == to:
                return str(found.get_content())
    raise AssertionError(f"no mail to {to}")


def by_name(site: Served) -> str:
    """The site's address by name: a passkey belongs to a name, not to a number."""
    return site.address.replace("127.0.0.1", "localhost")


def show_again(page: Page, site: Served) -> None:
    """Answer "Is it still you?" where it is asked."""
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", site.about["password"])
        page.get_by_role("button", name="Go on").click()


def invited(site: Served, page: Page, email: str) -> str:
    """The manager invites an auditor; gives back the path of the link."""
    site.sign_in(page, r.MANAGER)
    page.goto(site.contract(path="people/invite/"))
    page.get_by_label("Name", exact=True).fill("Pat Passkey")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Send the invitation").click()
    show_again(page, site)
    expect(page.locator("main")).to_contain_text(f"An invitation went to {email}")
    link = re.search(r"https?://\S+/invitation/\S+", last_mail(site, email))
    assert link is not None
    page.goto(f"{site.address}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    return urlsplit(link[0]).path


def test_invited_and_in_with_a_passkey(site: Served, page: Page) -> None:
    path = invited(site, page, "pat.passkey@tenor.example")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    page.goto(f"{by_name(site)}{path}")
    site.no_barriers(page)
    page.get_by_label("With a passkey").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a passkey")
    site.no_barriers(page)
    page.get_by_label("Let me sign in with it alone").check()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("main")).to_contain_text("The passkey is added")
    page.goto(f"{by_name(site)}/account/2fa/webauthn/")
    site.no_barriers(page)
    page.goto(f"{by_name(site)}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{by_name(site)}/")
    expect(page.locator("header")).to_contain_text("Pat Passkey")


def test_a_passkey_that_fails_is_told_in_words(site: Served, page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    page.goto(f"{site.address}/account/login/")  # a number is no name, so the browser refuses
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work, and nothing was changed")
    site.no_barriers(page)


def test_invited_and_in_without_scripts(site: Served, no_scripts: Page) -> None:
    path = invited(site, no_scripts, "no.scripts@tenor.example")
    no_scripts.goto(f"{site.address}{path}")
    no_scripts.get_by_label("With a password").check()
    no_scripts.get_by_label("Password", exact=True).fill("four harbour lamps shine")
    no_scripts.get_by_role("button", name="Begin").click()
    expect(no_scripts.locator("header")).to_contain_text("Pat Passkey")
    no_scripts.goto(f"{site.address}/account/logout/")
    no_scripts.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(no_scripts.get_by_role("button", name="Use a passkey")).to_be_hidden()


def test_a_link_by_mail_brings_one_in(site: Served, phone: Page) -> None:
    email = site.about["emails"][r.AUDITOR]
    phone.goto(f"{site.address}/account/login/")
    phone.get_by_role("link", name="Send me a link by email").click()
    phone.get_by_label("Email address").fill(email)
    phone.get_by_role("button", name="Send the link").click()
    site.no_barriers(phone)
    link = re.search(r"https?://\S+/account/link/\S+", last_mail(site, email))
    assert link is not None
    phone.goto(f"{site.address}{urlsplit(link[0]).path}")
    site.no_barriers(phone)
    phone.get_by_role("button", name="Sign in as Audrey Torr").click()
    phone.wait_for_url(f"{site.address}/")


@pytest.mark.parametrize("path", OPEN)
def test_pages_for_all_have_no_barriers(site: Served, page: Page, narrow: Page, path: str) -> None:
    for each in (page, narrow):
        each.goto(f"{site.address}/{path}")
        expect(each.locator("h1")).to_have_count(1)
        site.no_barriers(each)


def test_pages_of_ones_own_have_no_barriers(site: Served, page: Page, narrow: Page) -> None:
    for each in (page, narrow):
        site.sign_in(each, r.OWNER)
        for path in (*OWN, *AGAIN):
            each.goto(f"{site.address}/{path}")
            show_again(each, site)
            expect(each.locator("h1")).to_have_count(1)
            site.no_barriers(each)


def test_the_managers_people_have_no_barriers(site: Served, page: Page, narrow: Page) -> None:
    for each in (page, narrow):
        site.sign_in(each, r.MANAGER)
        for path in ("organisation/people/", "organisation/"):
            each.goto(f"{site.address}/{path}")
            site.no_barriers(each)
        each.goto(f"{site.address}/organisation/people/")
        each.get_by_role("link", name="Change Uma Nit: service manager").click()
        site.no_barriers(each)
        each.goto(site.contract(path="people/invite/"))
        each.get_by_label("Service manager").check()
        site.no_barriers(each)
        each.get_by_role("button", name="Send the invitation").click()
        show_again(each, site)
        expect(each.locator(".govuk-error-summary")).to_contain_text("things to put right")
        site.no_barriers(each)
