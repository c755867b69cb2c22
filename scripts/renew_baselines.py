"""Measure anew what each page asks of the database and of the wire, and keep it in tests/baselines: `scripts/renew_baselines.py`.

Look at what git shows afterwards: a number that rose needs a reason in the commit.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.chdir(ROOT)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.settings", TENOR_BASELINES="renew", TENOR_HOME=tempfile.mkdtemp(prefix="tenor-baselines-")
    )
    import pytest

    return int(pytest.main(["-q", "-p", "no:cacheprovider", "tests/walk/renewing.py"]))


if __name__ == "__main__":
    sys.exit(main())
