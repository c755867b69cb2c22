"""The product against a second opinion on rules of the whole language: windows and scopes, exceptions, gates, ladders, points,
totals, money, KPIs in parts.

`tests/oracle/neutral_whole.py` tells them a second time, from the text alone. By hand, for minutes:
`.venv/bin/python tests/laws/test_second_opinion_whole.py 5000 [first seed]`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1] / "spec"))
sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

import test_rules as product
from neutral_contract import Draw, by_seed
from neutral_language import asked, case, money_case
from neutral_parts import WholeWorld
from neutral_whole import WholeReplay, expect
from rules_entries import entries_of
from rules_terms import terms_text

from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

Difference = tuple[date, str, Any, Any]


def differences(made: dict[str, Any], days: list[date]) -> Iterator[Difference]:
    """Each place where the product does not say what the oracle says: day, what, product's word, oracle's word."""
    read = read_yaml(terms_text(made))
    assert read.terms is not None, [str(p) for p in read.problems]
    entries, replay = entries_of(made), WholeReplay(WholeWorld(made))
    for on in sorted(days):
        wanted, found = expect(replay, on), review(read.terms, entries, on=on)
        for key, words in wanted.items():
            said = product.SAID[key](found, words)
            if isinstance(words, list):
                mine, theirs = ([s for s in several if s not in others] for several, others in ((said, words), (words, said)))
                if mine or theirs or len(said) != len(words):
                    yield on, key, mine, theirs
            elif said != words:
                yield on, key, said, words


# Hypothesis chooses the cases, always the same ones in ./test.
MADE_UP = settings(
    deadline=None, database=None, derandomize=True, phases=[Phase.generate], print_blob=False, suppress_health_check=list(HealthCheck)
)
SEEDS = st.integers(0, 2**40)


def agree(seed: int, of: Callable[[Draw], dict[str, Any]] = case) -> None:
    draw = by_seed(seed)
    made = of(draw)
    found = list(differences(made, asked(draw, made)))
    if found:
        less, on = smallest(made, found[0])
        raise AssertionError(f"seed {seed}: " + told(less, list(differences(less, [on]))))


@settings(MADE_UP, max_examples=60)
@given(SEEDS)
def test_both_say_the_same(seed: int) -> None:
    agree(seed)


@settings(MADE_UP, max_examples=40)
@given(SEEDS)
def test_both_say_the_same_of_money(seed: int) -> None:
    agree(seed, money_case)


@pytest.mark.slow
@settings(MADE_UP, max_examples=int(os.environ.get("TENOR_EXAMPLES", "2000")), derandomize=False)
@given(SEEDS)
def test_both_say_the_same_for_long(seed: int) -> None:
    agree(seed)
    agree(seed, money_case)


def test_what_is_drawn_is_the_whole_of_it() -> None:
    """Every kind of rule, and steps in every state, are among the cases; else the test above tries nothing."""
    rules, states, together = set(), set(), set()
    for seed in range(140):
        made = case(by_seed(seed))
        together |= {body.get("together") for body in made["terms"]["kpis"].values()}
        for body in made["terms"]["rules"].values():
            whens = body["when"] if isinstance(body["when"], list) else [body["when"]]
            rules |= {key for when in whens for key in when} | set(body) - {"when"}
            rules |= {" ".join(w for w in str(when["for"]).split() if not w.isdigit()) for when in whens if "for" in when}
        states |= {
            (s["state"], bool(s.get("first")), bool(s.get("no_longer_met"))) for s in WholeReplay(WholeWorld(made)).said(date(2025, 1, 1))
        }
    assert {"kpi", "event", "rows", "total", "none", "any", "same", "except", "only_after", "from", "until", "points", "may"} <= rules
    assert together == {"worst", "best", "mean of marks", None}
    assert {"consecutive months", "any in months", "times in any months", "times in the same quarter", "times in the contract"} <= rules
    assert {state for state, *_ in states} >= {"open", "advice", "taken", "not taken", "lifted", "no longer met"}
    assert {first for _, first, _ in states} == {gone for *_, gone in states} == {True, False}


def told(made: dict[str, Any], found: list[Difference]) -> str:
    lines = [f"{on} {key}\n   product {p}\n   oracle  {o}" for on, key, p, o in found]
    return "\n".join(["", *lines, json.dumps(made, default=str)])


# --- the smallest case of a disagreement -------------------------------------------------------------------------------------


def smaller(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The case with one thing left out."""
    events, terms = made["events"], made["terms"]
    for size in (8, 4, 2, 1):
        for at in range(0, len(events), size):
            yield made | {"events": events[:at] + events[at + size :]}
    for name in terms["rules"] if len(terms["rules"]) > 1 else ():
        kept = [e for e in events if e.get("rule") != name]
        yield made | {"events": kept, "terms": terms | {"rules": {k: v for k, v in terms["rules"].items() if k != name}}}
    for name, body in terms["rules"].items():
        for part in [p for p in body if p not in ("when", "then", "may", "points")]:
            less = {k: v for k, v in body.items() if k != part}
            yield made | {"terms": terms | {"rules": terms["rules"] | {name: less}}}


def smallest(made: dict[str, Any], first: Difference) -> tuple[dict[str, Any], date]:
    on, key, *_ = first

    def differs(less: dict[str, Any]) -> bool:
        try:
            return any(k == key for _, k, *_ in differences(less, [on]))
        except Exception:
            return False

    going = True
    while going:
        going = False
        for less in smaller(made):
            if differs(less):
                made, going = less, True
                break
    return made, on


def main(several: int, first: int) -> None:
    agreed = shown = 0
    for seed in range(first, first + several):
        try:
            agree(seed)
            agree(seed, money_case)
            agreed += 1
        except AssertionError as error:
            shown += 1
            if shown <= int(os.environ.get("SHOW", "5")):
                print(f"\n=== {error}")
    print(f"{agreed} of {several} random cases agree")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
