"""A workbook of 10,000 rows, read and checked: at most 3 seconds and 300 MB.

    python benchmarks/workbook.py [ROWS]

Makes the workbook first, in another process, so that only reading and checking it are measured. Exit 1 where a bound is broken.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

MOST_SECONDS, MOST_MB = 3, 300
TERMS = """\
tenor: "1"
contract: {reference: B-1, title: Benchmark, buyer: Council, supplier: Supplier, starts: 2022-09-01, ends: 2042-08-31}
words: {working day: open day}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
units: [{id: A, name: Ash, opens: 2022-09-01}, {id: B, name: Beech, opens: 2022-09-01}, {id: C, name: Cedar, opens: 2022-09-01}]
datasets:
  jobs:
    row: one job
    key: [unit, job]
    dated_by: asked_on
    fields: {unit: unit, job: text, asked_on: date, done_on: optional date,
      reason: {several: [late, wrong]}, parts: optional number, note: optional text}
levels: [green, red]
target_level: green
kpis:
  - id: done
    number: "1"
    clause: "1"
    title: Jobs
    every: month
    measure: {count: {of: jobs, distinct: each row}}
    bands: {green: at least 1, red: below 1}
returns:
  - {id: monthly, clause: "2", by: supplier, to: buyer, holds: [jobs], every: month, due: last Friday of the month}
"""


def make(path: Path, rows: int) -> None:
    """A return as suppliers send it: real dates, numbers, some dates as text."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        cover, page, day = book.add_worksheet("Return"), book.add_worksheet("Jobs"), book.add_format({"num_format": "dd/mm/yyyy"})
        for n, line in enumerate((("Contract", "B-1"), ("Return", "monthly"), ("Period", "2023-06"))):
            cover.write_row(n, 0, line)
        page.write_row(0, 0, ("Unit", "Job", "Asked on", "Done on", "Reason", "Parts", "Note"))
        for n in range(1, rows + 1):
            asked = date(2023, 6, 1) + timedelta(days=n % 30)
            page.write_row(n, 0, ("ABC"[n % 3], f"J{n}"))
            page.write_datetime(n, 2, asked, day)
            page.write_string(n, 3, (asked + timedelta(days=2)).strftime("%d/%m/%Y"))
            page.write_row(n, 4, ("late, wrong" if n % 5 == 0 else "late", n % 7 + 0.1, f"A few words about job {n}"))


def measure(path: Path) -> int:
    """Read and check it; print time and memory."""
    from tenor.returns.read import read_return
    from tenor.terms.read_yaml import read_yaml

    terms = read_yaml(TERMS).terms
    assert terms is not None
    data = path.read_bytes()
    began = time.perf_counter()
    read = read_return(data, path.name, terms, today=date(2023, 8, 1))
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert read.return_ is not None, [str(problem) for problem in read.problems][:3]
    print(f"{len(read.return_.rows):,} rows, {len(data) // 1024} kB: {took:.2f} s (at most {MOST_SECONDS}), {peak} MB (at most {MOST_MB})")
    return 0 if took <= MOST_SECONDS and peak <= MOST_MB else 1


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--measure"]:
        return measure(Path(arguments[1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return.xlsx"
        make(path, int(arguments[0]) if arguments else 10_000)
        return subprocess.run([sys.executable, __file__, "--measure", str(path)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
