"""Make `src/tenor/base/calendars/<division>.csv` from the PyPI package `holidays` (a tool of development, never of the program).

Run once a year, or when a day is proclaimed: `python scripts/make_calendars.py --made 2026-11-22`, read the difference, commit.
Kept are only days that close an ordinary weekday: a holiday on a Saturday or Sunday closes nothing by itself, its
substitute does. That is also how GOV.UK publishes them, with which a test compares.
"""

from __future__ import annotations

import argparse
import csv
from importlib.metadata import version
from pathlib import Path

import holidays

CALENDARS = Path(__file__).parent.parent / "src/tenor/base/calendars"
DIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
# GOV.UK's own list begins in 2012 and is published two years ahead; later years are computed, not proclaimed.
FIRST, LAST = 2012, 2028


def closing_days(subdivision: str) -> list[tuple[str, str]]:
    """(date, name) of each weekday that is a bank holiday, in order. Two holidays of one day are one row."""
    found = holidays.country_holidays("GB", subdiv=subdivision, years=range(FIRST, LAST + 1), observed=True)
    return [(day.isoformat(), name.replace("; ", " and ")) for day, name in sorted(found.items()) if day.weekday() < 5]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made", required=True, help="the day of making, e.g. 2026-11-22, kept in the edition")
    made = parser.parse_args().made
    CALENDARS.mkdir(exist_ok=True)
    for division, subdivision in DIVISIONS.items():
        with (CALENDARS / f"{division}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("date", "name"))
            writer.writerows(closing_days(subdivision))
    edition = {"edition": made, "source": f"PyPI holidays {version('holidays')}", "first year": FIRST, "last year": LAST}
    (CALENDARS / "edition.txt").write_text("".join(f"{key}: {value}\n" for key, value in edition.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
