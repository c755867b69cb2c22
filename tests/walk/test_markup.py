"""Each page, as each who may open it mainly does, is sound HTML: ids once, nothing inline, a language, labels for all boxes, one h1."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.walk.addresses import Address, walked
from tests.walk.conftest import ClientOf
from tests.walk.markup import Page
from tests.walk.stage import NOBODY, Stage
from tests.walk.test_who import expected

from tenor.desk.permissions import roles as r

LOOKERS = (r.MANAGER, r.SUPPLIER, r.VISITOR, r.UNIT, r.OWNER, NOBODY)
POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
UNLABELLED = ("hidden", "submit", "button", "image", "reset")


def faults(page: Page) -> Iterator[str]:
    """What is wrong with a page, in words."""
    yield from page.wrong
    ids = [given["id"] for _, given in page.tags if given.get("id")]
    yield from (f"id “{id}” stands {ids.count(id)} times" for id in sorted(set(ids)) if ids.count(id) > 1)
    for tag, given in page.tags:
        yield from (f"<{tag} {name}=…>: nothing inline" for name in given if name == "style" or name.startswith("on"))
        if tag == "script" and not given.get("src") and given.get("type") != "application/json":
            yield "<script> without src"
        leading = [(name, id) for name in POINTING for id in given.get(name, "").split()]
        yield from (f"{name}=“{id}” leads nowhere" for name, id in leading if id not in ids)
        if tag in ("img", "svg") and not ({"alt", "aria-hidden", "aria-label", "aria-labelledby", "role"} & set(given)):
            yield f"<{tag}> without a word for it: {given}"
        if tag == "a" and given.get("href", "").startswith("#") and len(given["href"]) > 1 and given["href"][1:] not in ids:
            yield f"the link {given['href']} leads nowhere on the page"
    if not all(given.get("lang") for given in page.every("html")):
        yield "<html> without lang"
    if len(page.every("h1")) != 1:
        yield f"{len(page.every('h1'))} h1"
    if not page.title.strip():
        yield "no title"
    labelled = {given.get("for") for given in page.every("label")}
    for one in page.fields:
        named = one.attributes.get("id") in labelled or one.in_label or {"aria-label", "aria-labelledby"} & set(one.attributes)
        if one.kind not in UNLABELLED and not named:
            yield f"no label for the box “{one.name}”"


@pytest.mark.parametrize("one", walked(), ids=lambda one: one.name)
def test_a_page_is_sound_html(one: Address, stage: Stage, client_of: ClientOf) -> None:
    found: dict[str, list[str]] = {}
    for who in LOOKERS:
        answer = client_of(who).get(stage.address(one)) if expected(one, who) in (200, 403, 404, 410, 422) else None
        if answer is None or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        wrong = sorted(set(faults(Page(answer.content.decode()))))
        if wrong:
            found[f"{who} ({answer.status_code})"] = wrong
    assert not found, f"{one.name}: {found}"


def test_a_fault_is_found() -> None:
    bad = (
        "<html><body><p id=a id=b></p><i id=a style=x onclick=y></i><script></script><label for=z></label><input name=q><div></body></html>"
    )
    assert len(list(faults(Page(bad)))) >= 9
