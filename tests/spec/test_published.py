"""The chapters stand in the manual as they are tried here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_manual_says_what_is_tried() -> None:
    """After changing a chapter: `.venv/bin/python scripts/publish_spec.py`, and commit the pages."""
    done = subprocess.run([sys.executable, "scripts/publish_spec.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
