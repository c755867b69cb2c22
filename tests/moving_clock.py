"""A site whose today moves on while it is up: `python -m tests.moving_clock serve …` with the day in the file "today" of TENOR_HOME.

A story of many months would otherwise be spent in closing and opening the site. Only the number of days that the clock is put back comes
from elsewhere; the clock itself, and all that asks it, are the site's own.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from tests.noon import noon_back

from tenor.cli.main import main
from tenor.desk import clock


class Moving:
    """What the clock reads instead of the settings."""

    @property
    def DAYS_BACK(self) -> float:
        return noon_back(date.fromisoformat((Path(os.environ["TENOR_HOME"]) / "today").read_text()))


if __name__ == "__main__":
    clock.settings = Moving()  # type: ignore[assignment]
    main()
