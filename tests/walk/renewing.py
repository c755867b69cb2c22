"""Run by scripts/renew_baselines.py alone: measures, and writes tests/baselines."""

from __future__ import annotations

import json
import os

import pytest
from tests.walk.conftest import ClientOf
from tests.walk.stage import Stage
from tests.walk.weights import BASELINES, Numbers, count_queries, weigh


@pytest.mark.skipif(os.environ.get("TENOR_BASELINES") != "renew", reason="only by scripts/renew_baselines.py")
def test_renew(stage: Stage, client_of: ClientOf) -> None:
    _write("queries", count_queries(stage, client_of))
    _write("sizes", weigh(stage, client_of))


def _write(name: str, found: Numbers) -> None:
    BASELINES.mkdir(exist_ok=True)
    (BASELINES / f"{name}.json").write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
