"""Fixtures of the commands' tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.given import contract


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small contract with its story, in a folder of its own."""
    return contract(tmp_path)


@pytest.fixture(autouse=True)
def _no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TENOR_BY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
