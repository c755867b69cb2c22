"""People who ask a served site: one alone, and many at once with time to think. Standard library only, so that little is measured of it."""

from __future__ import annotations

import gzip
import http.client
import random
import re
import statistics
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

CONTRACT = re.compile(r'href="(/c/[0-9a-f-]{36}/)')
STYLE = re.compile(r'(?:href|src)="(/static/[^"]+)"')


class Person:
    """Somebody with a browser: one connection, kept open, and cookies."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes, float, str]:
        """Status, body as sent (compressed), seconds, where it leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Accept-Encoding": "gzip"}
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.line.host}:{self.line.port}{path}"}
        began = time.perf_counter()
        try:
            self.line.request("POST" if form is not None else "GET", path, body, headers)
            answer = self.line.getresponse()
        except (http.client.HTTPException, ConnectionError):  # the server let go of a connection that was idle: a browser asks again
            self.line.close()
            self.line.request("POST" if form is not None else "GET", path, body, headers)
            answer = self.line.getresponse()
        data = answer.read()
        took = time.perf_counter() - began
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, data, took, answer.headers.get("Location", "")

    def sign_in(self, email: str, password: str) -> None:
        """Through the page."""
        _, data, _, _ = self.ask("/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(data))
        assert token, "no form on the sign-in page"
        status, data, _, _ = self.ask("/account/login/", {"login": email, "password": password, "csrfmiddlewaretoken": token[1]})
        assert status == 302, f"{email} did not come in: {status}"


def text(data: bytes) -> str:
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()


def one_by_one(address: str, paths: Sequence[str], cookies: dict[str, str], times: int) -> dict[str, list[float]]:
    """One person, one request after the other; seconds by path."""
    person = Person(address)
    person.cookies = dict(cookies)
    return {path: [person.ask(path)[2] for _ in range(times)] for path in paths}


@dataclass(slots=True)
class Shape:
    """What is asked of a site, by whom."""

    address: str
    people: Sequence[str]
    password: str
    signed_in: dict[str, Person] = field(default_factory=dict)

    def person(self, email: str) -> Person:
        if email not in self.signed_in:
            self.signed_in[email] = Person(self.address)
            self.signed_in[email].sign_in(email, self.password)
        return self.signed_in[email]

    def paths(self, email: str) -> list[str]:
        """What this person may click on: the main pages, and those of a few contracts."""
        person = self.person(email)
        main = [path for path in ("/", "/contracts/") if person.ask(path)[0] == 200]
        found = sorted(set(CONTRACT.findall(text(person.ask(main[-1])[1]))))[:6]
        inside = [link for base in found for link in links_below(person, base)]
        return main + found + inside

    def alone(self, times: int) -> Iterator[str]:
        """One person's median of each kind of page."""
        email = self.people[0]
        bare = one_by_one(self.address, ["/account/login/"], {}, times)["/account/login/"]
        yield f"one person: sign-in page {ms(bare)}"
        by_kind: dict[str, list[float]] = {}
        for path in self.paths(email):
            self.person(email).ask(path)  # made at first sight, then kept
            by_kind.setdefault(kind(path), []).extend(self.person(email).ask(path)[2] for _ in range(max(times // 6, 3)))
        for name, took in sorted(by_kind.items()):
            yield f"one person: {name} {ms(took)}"


def links_below(person: Person, base: str) -> list[str]:
    """Pages of a contract that its own page leads to."""
    status, data, _, _ = person.ask(base)
    below = re.findall(rf'href="({re.escape(base)}[a-z-]+/)"', text(data)) if status == 200 else []
    return [path for path in dict.fromkeys(below) if person.ask(path)[0] == 200]


def kind(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path)


def ms(seconds: Iterable[float]) -> str:
    several = sorted(seconds)
    at = lambda share: several[min(int(share * len(several)), len(several) - 1)] * 1000  # noqa: E731
    return f"p50 {statistics.median(several) * 1000:.1f} ms, p95 {at(0.95):.0f} ms, p99 {at(0.99):.0f} ms, n {len(several)}"


def weigh(shape: Shape) -> Iterator[str]:
    """Bytes over the line: the first visit brings style and scripts, a later one only the page."""
    for path in ("/", "/contracts/"):
        person = shape.person(shape.people[0])
        status, data, _, _ = person.ask(path)
        rest = sum(len(person.ask(each)[1]) for each in set(STYLE.findall(text(data))))
        yield f"bytes of {path} ({status}): first visit {(len(data) + rest) / 1000:.1f} kB, later {len(data) / 1000:.1f} kB"


def load(shape: Shape, *, seconds: int, rate: int, users: int) -> Iterator[str]:
    """RATE requests a second from USERS people, each with time to think, for so long."""
    emails = [shape.people[n % len(shape.people)] for n in range(users)]
    clickable = {email: shape.paths(email) for email in dict.fromkeys(emails)}
    took: dict[str, list[float]] = {}
    wrong: dict[str, int] = {}
    lock, until = threading.Lock(), time.monotonic() + seconds

    def go(n: int) -> None:
        rng, person = random.Random(n), Person(shape.address)
        person.cookies = dict(shape.person(emails[n]).cookies)
        pause = users / rate
        time.sleep(rng.random() * pause)
        following = time.monotonic()
        while following < until:
            path = rng.choice(clickable[emails[n]])
            try:
                status, _, spent, _ = person.ask(path)
            except OSError as why:
                status, spent = type(why).__name__, 30.0
            with lock:
                took.setdefault(kind(path), []).append(spent)
                if status != 200:
                    wrong[f"{kind(path)} {status}"] = wrong.get(f"{kind(path)} {status}", 0) + 1
            following += pause * (0.5 + rng.random())  # one person waits longer, the next less; the rate holds
            time.sleep(max(0.0, following - time.monotonic()))

    threads = [threading.Thread(target=go, args=(n,)) for n in range(users)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    asked = sum(map(len, took.values()))
    together = ms(spent for each in took.values() for spent in each)
    yield f"load: {asked} requests in {seconds} s ({asked / seconds:.1f} a second, {users} people): {together}"
    for name, each in sorted(took.items()):
        yield f"load: {name} {ms(each)}"
    yield f"load: answers other than 200: {wrong or 'none'}"
