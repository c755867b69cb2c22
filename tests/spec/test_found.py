"""Cases found by chance (tests/laws/test_second_opinion.py), made small and kept: the tables' format, run as the tables are.

Each names the sentence of the semantics that decides it. They must pass for the product and for the second opinion alike.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))
from neutral import expect
from neutral_parts import WholeWorld
from neutral_whole import WholeReplay
from neutral_whole import expect as expect_whole
from test_rules import test_case as hold_against

FOUND = sorted((Path(__file__).parent / "found").glob("*.json"))
CASES = [case for path in FOUND for case in json.loads(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_the_product_says_so(case: dict[str, Any]) -> None:
    hold_against(case)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_the_second_opinion_says_so(case: dict[str, Any]) -> None:
    for asked in case["on"]:
        known_at = date.fromisoformat(asked["known_at"]) if "known_at" in asked else None
        on = date.fromisoformat(asked["on"])
        said = expect_whole(WholeReplay(WholeWorld(case, known_at)), on) if "whole" in case["terms"] else expect(case, on, known_at)
        for key, words in asked["expect"].items():
            part = isinstance(words, dict) and key != "points"
            mine = {name: said[key].get(name) for name in words} if part else said[key]
            if key in ("steps", "cards", "whole"):
                mine, words = sorted(mine, key=str), sorted(words, key=str)
            assert mine == words, (asked["on"], key)
