"""What a page costs: questions to the database, and bytes through the wire. Measured on the stage, held in tests/baselines/*.json."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.walk.addresses import walked
from tests.walk.markup import Page
from tests.walk.stage import Stage
from tests.walk.test_who import expected

from tenor.desk.permissions import roles as r

BASELINES = Path(__file__).parents[1] / "baselines"
COUNTED_FOR = (r.MANAGER, r.SUPPLIER, r.VISITOR, r.UNIT, r.OWNER)
WEIGHED = ("home", "contracts", "summary", "performance", "return-form", "phone")
RENEW = "if that is meant, run .venv/bin/python scripts/renew_baselines.py and say why in the commit"
Numbers = dict[str, dict[str, int]]


def baseline(name: str) -> Numbers:
    """What was last agreed to."""
    found: Numbers = json.loads((BASELINES / f"{name}.json").read_text())
    return found


def queries_of(client: Client, address: str) -> int:
    """Questions to the database for a page that was opened before, so that what is kept is there."""
    client.get(address)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return len([one for one in found if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def count_queries(stage: Stage, client_of: Callable[[str], Client], *only: str) -> Numbers:
    """page -> role -> questions, of every page of ours for each of those it is mainly for."""
    found: Numbers = {}
    for one in walked("contract", "site"):
        if not only or one.name in only:
            whose = {who: queries_of(client_of(who), stage.address(one)) for who in COUNTED_FOR if expected(one, who) == 200}
            found |= {one.name: whose} if whose else {}
    return found


def weigh(stage: Stage, client_of: Callable[[str], Client]) -> Numbers:
    """page -> first visit and later ones, in compressed bytes: style, scripts and pictures are kept by the browser, the page is not."""
    found: Numbers = {}
    for one in walked():
        if one.name in WEIGHED:
            client = client_of(next(who for who in COUNTED_FOR if expected(one, who) == 200))
            first, later = _weight(client, stage.address(one))
            found[one.name] = {"first": first, "later": later}
    return found


def _weight(client: Client, address: str) -> tuple[int, int]:
    html = client.get(address).content
    own = packed(html)
    kept = again = 0
    for part in sorted(set(Page(html.decode()).fetched())):
        if part.startswith("/static/"):
            kept += _static(part.removeprefix("/static/"))
        elif part.startswith("/"):
            answer = client.get(part)
            size = packed(answer.content)
            kept += size
            again += 0 if "immutable" in answer.get("Cache-Control", "") else size
    return own + kept, own + again


def _static(name: str, seen: frozenset[str] = frozenset()) -> int:
    """A file and what a style names in turn."""
    path = finders.find(name)
    assert path, f"there is no {name}"
    data = Path(path).read_bytes()
    named = re.findall(r"""url\(["']?([^"')#?]+)""", data.decode()) if name.endswith(".css") else []
    inner = {str(Path(name).parent / one) for one in named if not one.startswith(("data:", "/", "#"))} - seen
    return packed(data) + sum(_static(one, seen | {name}) for one in inner)


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))
