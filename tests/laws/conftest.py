"""The laws use the tables' adapter (tests/spec) and the second opinion (tests/oracle)."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "spec"), str(TESTS / "oracle"), str(Path(__file__).parent)]
