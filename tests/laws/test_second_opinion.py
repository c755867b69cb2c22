"""The product against a second opinion: on random contracts and events both must say the same of every day.

`tests/oracle/neutral.py` tells the law of time a second time, written from the semantics alone. By hand, for minutes:
`.venv/bin/python tests/laws/test_second_opinion.py 5000 [first seed]`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1] / "spec"))
sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))

import test_rules as product
from neutral import expect, expect_of, might_be_in_dispute
from neutral_days import Days
from neutral_random import asked, by_seed, case, sensible
from neutral_steps import Replay
from neutral_world import World
from rules_entries import entries_of
from rules_terms import terms_text

from tenor.review.model import Review
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

# --- one case, both opinions -------------------------------------------------------------------------------------------


def read_terms(made: dict[str, Any]) -> Terms:
    read = read_yaml(terms_text(made))
    assert read.terms is not None, [str(p) for p in read.problems]
    return read.terms


def differences(made: dict[str, Any], days: list[tuple[date, date | None]]) -> Iterator[tuple[date, date | None, str, Any, Any]]:
    """Each place where the product does not say what the oracle says: day, known at, key, product's word, oracle's word."""
    terms, entries = read_terms(made), entries_of(made)
    replays: dict[date | None, Replay] = {}
    for on, known_at in sorted(days, key=lambda d: d[0]):
        if known_at not in replays:
            replays[known_at] = Replay(World(made, known_at))
        wanted = expect_of(replays[known_at], on)
        found = review(terms, entries, on=on, as_known_at=known_at)
        replay = replays[known_at]
        unsaid = {(s.rule, s.of, s.met.isoformat()) for s in replay.steps if might_be_in_dispute(replay.world, s, on)}
        yield from ((on, known_at, *d) for d in compare(found, wanted, unsaid))


def compare(found: Review, wanted: dict[str, Any], unsaid: set[tuple[str, str, str]]) -> Iterator[tuple[str, Any, Any]]:
    for key, words in wanted.items():
        said = product.SAID[key](found, words)
        if key == "steps":
            said, words = plainly(said, words, unsaid)
        if key == "cards":
            said, words = sorted(said, key=str), sorted(words, key=str)
        if isinstance(words, dict):
            for name in words:
                if said[name] != words[name]:
                    yield f"{key}: {name}", said[name], words[name]
        elif said != words:
            yield key, said, words


def plainly(said: list[Any], words: list[Any], unsaid: set[tuple[str, str, str]]) -> tuple[list[Any], list[Any]]:
    """In one order. Not said anywhere, so not compared: whether a step whose ground is gone, or that is merged, shows as in dispute; nor
    whether a step does because of a figure that did not hit."""
    sure = {(s["rule"], s.get("of", ""), s["met"]) for s in words if s.get("in_dispute")}

    def plain(s: dict[str, Any]) -> dict[str, Any]:
        key = s["rule"], s.get("of", ""), s["met"]
        if "no_longer_met" in s or s["state"] == "merged" or (key in unsaid and key not in sure):
            return {k: v for k, v in s.items() if k != "in_dispute"}
        return s

    return sorted(map(plain, said), key=str), sorted(map(plain, words), key=str)


# --- the tables first ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not product.CASES, reason="the truth tables do not lie beside this checkout")
@pytest.mark.parametrize("table", [pytest.param(table, id=table["id"]) for _, table in product.CASES])
def test_the_second_opinion_passes_the_tables(table: dict[str, Any]) -> None:
    for counted in table.get("count", ()):
        assert Days([]).count(counted["kind"], counted["n"], date.fromisoformat(counted["from"])).isoformat() == counted["gives"]
    for question in table.get("on", ()):
        known_at = date.fromisoformat(question["known_at"]) if "known_at" in question else None
        said = expect(table, date.fromisoformat(question["on"]), known_at)
        for key, words in question["expect"].items():
            mine = {name: said[key].get(name) for name in words} if isinstance(words, dict) else said[key]
            if key in ("steps", "cards"):
                mine, words = sorted(mine, key=str), sorted(words, key=str)
            assert mine == words, (question["on"], key)


# --- then chance ---------------------------------------------------------------------------------------------------------

# Hypothesis chooses the cases, always the same 200 in ./test; a failing one is made small by `shrunk`, which keeps it sensible.
MADE_UP = settings(
    deadline=None, database=None, derandomize=True, phases=[Phase.generate], print_blob=False, suppress_health_check=list(HealthCheck)
)
SEEDS = st.integers(0, 2**40)


def agree(seed: int) -> None:
    draw = by_seed(seed)
    made = case(draw)
    found = list(differences(made, asked(draw, made)))
    if found:
        on, known_at, key, *_ = found[0]
        less, known_at = shrunk(made, on, known_at, key)
        raise AssertionError(f"seed {seed}: " + told(less, list(differences(less, [(on, known_at)]))))


@settings(MADE_UP, max_examples=200)
@given(SEEDS)
def test_both_say_the_same(seed: int) -> None:
    agree(seed)


@pytest.mark.slow
@settings(MADE_UP, max_examples=int(os.environ.get("TENOR_EXAMPLES", "3000")), derandomize=False)
@given(SEEDS)
def test_both_say_the_same_for_long(seed: int) -> None:
    agree(seed)


def told(made: dict[str, Any], found: list[Any]) -> str:
    lines = [f"{on}{f' known at {k}' if k else ''} {key}\n   product {p}\n   oracle  {o}" for on, k, key, p, o in found]
    return "\n".join(["", *lines, json.dumps(made, default=str)])


# --- by hand: many seeds, the smallest case of each disagreement -----------------------------------------------------------


def disagrees(made: dict[str, Any], on: date, known_at: date | None, key: str) -> bool:
    try:
        return any(k.split(":")[0] == key.split(":")[0] for *_, k, _, _ in differences(made, [(on, known_at)]))
    except Exception as error:
        return key == f"raises {type(error).__name__}"


def smaller(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The case with one thing left out."""
    events, terms = made["events"], made["terms"]
    for size in (8, 4, 2, 1):
        for at in range(0, len(events), size):
            yield made | {"events": events[:at] + events[at + size :]}
    for n, e in enumerate(events):
        for name in ("recorded", "from", "of"):
            if name in e and e["do"] != "vary":
                yield made | {"events": [*events[:n], {k: v for k, v in e.items() if k != name}, *events[n + 1 :]]}
        for k in e.get("figures", {}) if len(e.get("figures", {})) > 1 else ():
            fewer = e | {"figures": {x: v for x, v in e["figures"].items() if x != k}}
            yield made | {"events": [*events[:n], fewer, *events[n + 1 :]]}
        for name, rows in e.get("rows", {}).items():
            for at in range(len(rows)):
                yield made | {"events": [*events[:n], e | {"rows": {name: rows[:at] + rows[at + 1 :]}}, *events[n + 1 :]]}
    for section in ("rules", "kpis"):
        for name in terms[section] if len(terms[section]) > (section == "kpis") else ():
            kept = [e for e in events if e.get("kpi") != name and not any(name in path.split(".") for path in e.get("set", {}))]
            kept = [e for e in kept if e.get("rule") != name]
            kept = [e | {"figures": {k: v for k, v in e["figures"].items() if k != name}} if "figures" in e else e for e in kept]
            kept = [e | {"kpis": [k for k in e["kpis"] if k != name]} if "kpis" in e else e for e in kept]
            if section == "rules" or not any(r["when"].get("kpi") == name for r in terms["rules"].values()):
                yield made | {"events": kept, "terms": terms | {section: {k: v for k, v in terms[section].items() if k != name}}}
        for name, body in terms[section].items():
            for part in [p for p in body if p not in ("bands", "when", "then")]:
                lesser = {k: v for k, v in body.items() if k != part}
                yield made | {"terms": terms | {section: terms[section] | {name: lesser}}}
    for name in [n for n in terms if n not in ("kpis", "rules", "starts", "ends", "units", "datasets")]:
        yield made | {"terms": {k: v for k, v in terms.items() if k != name}}


def shrunk(made: dict[str, Any], on: date, known_at: date | None, key: str) -> tuple[dict[str, Any], date | None]:
    if known_at and disagrees(made, on, None, key):
        known_at = None
    going = True
    while going:
        going = False
        for less in smaller(made):
            if sensible(less) and disagrees(less, on, known_at, key):
                made, going = less, True
                break
    return made, known_at


def main(several: int, first: int) -> None:
    agreed, seen = 0, {}
    for seed in range(first, first + several):
        draw = by_seed(seed)
        made = case(draw)
        days = asked(draw, made)
        try:
            found = list(differences(made, days))
        except Exception as error:
            found = [(*days[0], f"raises {type(error).__name__}", str(error)[:300], "")]
        agreed += not found
        for on, known_at, key, *_ in found[:1]:
            seen[seed] = (made, on, known_at, key)
    print(f"{agreed} of {several} random cases agree")
    for seed, (made, on, known_at, key) in list(seen.items())[: int(os.environ.get("SHOW", "5"))]:
        less, known = shrunk(made, on, known_at, key)
        print(f"\n=== seed {seed} {key}")
        try:
            print(told(less, list(differences(less, [(on, known)]))))
        except Exception as error:
            print(repr(error)[:500], json.dumps(less))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
