"""The pages in a real browser: the rules of accessibility, the keyboard, no script, a small screen, and what a page weighs."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page
from tests.browsers import barriers, launched

from tenor.desk.models import Membership, Organisation, Person

STATIC = Path(__file__).parents[2] / "src/tenor/web/static/tenor"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
pytestmark = [pytest.mark.urls("tests.web.urls_of_parts"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    made = launched("/usr/bin/chromium", FLAGS)
    yield made
    made.close()


@pytest.fixture
def alex(settings: Any) -> Client:
    """Somebody signed in, in a demonstration."""
    settings.DEMO = True
    organisation = Organisation.objects.create(name="Example County Council", colour="#5d4037", help_contact="01632 960000")
    person = Person.objects.create_user("alex@example.org", name="Alex Example")
    Membership.objects.create(person=person, organisation=organisation)
    client = Client()
    client.force_login(person)
    return client


def page_of(browser: Browser, live_server: Any, alex: Client, width: int, **options: Any) -> tuple[Page, list[str]]:
    """A page signed in, and what its browser complains of."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    context.add_cookies([{"name": "sessionid", "value": alex.cookies["sessionid"].value, "url": live_server.url}])
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if "Security Policy" in message.text else None)
    page.on("requestfailed", lambda request: complaints.append(request.url))
    return page, complaints


def check(page: Page, width: int) -> None:
    assert not barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page itself scrolls sideways"
    assert page.evaluate("document.querySelectorAll('[style], style, script:not([src])').length") == 0
    assert page.evaluate("document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("width", [1280, 320])
def test_every_part_and_every_field_keeps_the_rules(browser: Browser, live_server: Any, alex: Client, width: int) -> None:
    page, complaints = page_of(browser, live_server, alex, width)
    for address in ("/parts/", "/parts/form/", "/no-such-page/", "/broken/", "/refused/", "/too-often/"):
        page.goto(live_server.url + address)
        check(page, width)
    page.goto(live_server.url + "/parts/form/?stale=1")
    page.fill("#id_review_0", "31")
    page.get_by_role("button", name="Save task").click()
    assert page.title().startswith("Error: ")
    check(page, width)
    assert not complaints


def test_the_summary_leads_to_the_box_by_keyboard_with_focus_in_sight(browser: Browser, live_server: Any, alex: Client) -> None:
    page, _ = page_of(browser, live_server, alex, 1280)
    page.goto(live_server.url + "/parts/form/?stale=1")
    page.fill("#id_task", "Relief driver starts")
    page.fill("#id_review_0", "31")
    page.fill("#id_review_2", "2023")
    page.get_by_role("button", name="Save task").click()
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_review_1"
    assert page.input_value("#id_task") == "Relief driver starts"
    assert page.get_by_text("Your words are below, nothing is lost").is_visible()


def test_whatever_the_keyboard_reaches_shows_that_it_has_the_focus(browser: Browser, live_server: Any, alex: Client) -> None:
    page, _ = page_of(browser, live_server, alex, 1280)
    page.goto(live_server.url + "/parts/")
    look = "(e => {const s = getComputedStyle(e); return [s.outlineStyle + s.outlineWidth, s.boxShadow, s.backgroundColor].join()})"
    reached = 0
    for _step in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        reached += 1
        focused, name = page.evaluate(f"{look}(document.activeElement)"), page.evaluate("document.activeElement.outerHTML.slice(0, 90)")
        plain = page.evaluate(f"(e => {{e.blur(); const s = {look}(e); e.focus(); return s}})(document.activeElement)")
        assert focused != plain, name
    assert reached > 60


def test_without_a_script_menus_answers_and_forms_work(browser: Browser, live_server: Any, alex: Client) -> None:
    page, _ = page_of(browser, live_server, alex, 320, java_script_enabled=False)
    page.goto(live_server.url + "/parts/form/")
    page.locator("details.t-side-small summary").click()
    assert page.get_by_role("link", name="Performance").first.is_visible()
    assert not page.locator("#id_means_other").is_visible()
    page.get_by_label("Something else").check()
    assert page.locator("#id_means_other").is_visible()
    page.get_by_role("button", name="Save task").click()
    assert page.locator(".govuk-error-summary").is_visible()
    page.goto(live_server.url + "/parts/")
    assert page.locator(".t-strip thead .t-now").is_visible()


def test_the_strip_on_a_phone_opens_with_this_month_in_sight(browser: Browser, live_server: Any, alex: Client) -> None:
    page, _ = page_of(browser, live_server, alex, 320)
    page.goto(live_server.url + "/parts/")
    box = page.locator(".t-strip thead .t-now").bounding_box()
    assert box is not None
    assert 130 < box["x"] < 320 - box["width"] + 1


def test_marks_are_drawn_from_the_sprite_under_the_strict_policy(browser: Browser, live_server: Any, alex: Client) -> None:
    page, complaints = page_of(browser, live_server, alex, 1280)
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url) if answer.ok else None)
    page.goto(live_server.url + "/parts/")
    assert any(url.endswith("/marks.svg") for url in fetched)
    names = set(re.findall(r'id="([a-z]+-[a-z]+)"', (STATIC / "marks.svg").read_text()))
    used = set(page.evaluate("[...document.querySelectorAll('use')].map(e => e.getAttribute('href').split('#')[1])"))
    assert used <= names
    assert not complaints


def test_the_colour_of_the_organisation_stands_at_the_top(browser: Browser, live_server: Any, alex: Client) -> None:
    page, _ = page_of(browser, live_server, alex, 1280)
    page.goto(live_server.url + "/parts/")
    assert page.evaluate("getComputedStyle(document.querySelector('.t-top')).borderTopColor") == "rgb(93, 64, 55)"
    assert alex.get("/look/5d4037.css")["Cache-Control"].endswith("immutable")
    assert alex.get("/look/red;}.css").status_code == 404


def test_what_a_page_weighs(alex: Client) -> None:
    own = len(gzip.compress(alex.get("/parts/").content))
    style = sum(
        len(gzip.compress((STATIC / name).read_bytes())) for name in ("tenor.css", "tenor.js", "marks.svg", "vendor/govuk-frontend.css")
    )
    assert own < 25_000
    assert own + style < 40_000  # a first visit may have 100 kB: the rest is for charts


def test_pages_of_mistakes_say_what_is_safe_and_what_to_do(alex: Client) -> None:
    alex.raise_request_exception = False
    for address, status in (("/no-such-page/", 404), ("/broken/", 500), ("/refused/", 403), ("/too-often/", 429)):
        answer = alex.get(address)
        words = answer.content.decode()
        assert answer.status_code == status
        assert "Go to Home" in words
        assert "Traceback" not in words
    assert re.search(r"T-[0-9A-F]{8}", alex.get("/broken/").content.decode())
    huge = alex.post("/parts/form/", b"a=" + b"x" * 6_000_000, content_type="application/x-www-form-urlencoded")
    assert huge.status_code == 413
    assert "too large" in huge.content.decode()
    strict = Client(enforce_csrf_checks=True)
    assert "This page was open for too long" in strict.post("/parts/form/").content.decode()


def test_the_style_we_ship_is_the_one_made_and_has_no_brand() -> None:
    css = (STATIC / "vendor/govuk-frontend.css").read_bytes()
    assert hashlib.sha256(css).hexdigest() == (STATIC / "vendor/SHA256.txt").read_text().strip()
    for word in (b"@font-face", b"GDS Transport", b"sourceMappingURL", b"/assets/", b"crest", b"copyright-logo"):
        assert word not in css, word
    assert b"MIT licence" in css[:400]
    assert "MIT License" in (STATIC / "vendor/LICENSE.txt").read_text()


def test_static_files_can_be_named_by_their_hash(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)
    made = {path.name.split(".")[0] for path in (tmp_path / "tenor").glob("*.*.*")}
    assert {"tenor", "marks", "mark"} <= made
