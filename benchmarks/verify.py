"""How long it takes to prove and to read a ledger of 100,000 entries, half of them with words.

Run: `.venv/bin/python benchmarks/verify.py [ENTRIES]`. It makes the ledger in a temporary folder (some minutes' worth of entries in
half a minute), proves it as `tenor verify` does, reads it as every command does, and prints seconds. Wanted: verify in 5 s.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from tenor.ledger.events.decisions import DecisionTaken, DutyDone
from tenor.ledger.events.meetings import MinutesAnswered
from tenor.ledger.events.returns import FigureCorrected, RowsLogged
from tenor.ledger.folder import read_folder, verify_folder
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed, record_many

START = datetime(2022, 9, 1, 9, tzinfo=UTC)
BATCH = 25_000


def proposed(n: int) -> Proposed:
    """The n-th act: five kinds in turn, words with every second, rows with every tenth of all."""
    events = (
        DutyDone(duty=f"return {n}"),
        DecisionTaken(rule="6.3", outcome="taken", of="reports", steps=(f"step-{n}", f"step-{n + 1}")),
        MinutesAnswered(meeting=f"meeting-{n}", answer="withheld", items=("2", "3.1")),
        FigureCorrected(kpi="reports", period="2023-06", numerator=n, denominator=n + 1),
        RowsLogged(datasets=("visits",)),
    )
    event = events[n % 5]
    rows = {"rows": {"visits": [{"id": f"A/{n}", "values": {"unit": "A", "visited_on": "2023-06-05", "sent_on": "2023-06-09"}}]}}
    words: dict[str, Any] = {"reason": f"As agreed in the meeting of June, item {n}: the café visit was moved and the report sent later."}
    body = Body(kind="rows", salt="", content=rows) if n % 10 == 9 else None
    spoken = Body(kind="words", salt="", content=words) if n % 2 == 0 else None
    on = (START + timedelta(minutes=n)).date()
    if isinstance(event, RowsLogged):
        return Proposed(event=event, by="p-7", side="supplier", on=on, body=body, words=spoken)
    return Proposed(event=event, by="p-7", side="buyer", on=on, body=spoken)


def make(folder: Path, entries: int) -> None:
    """A ledger of so many entries, a minute apart, in batches."""
    (folder / "terms.yaml").write_text("the terms that were signed\n", encoding="utf-8")
    numbers = itertools.count()
    for several in iter(lambda: list(itertools.islice(numbers, min(BATCH, entries))), []):
        wanted = [n for n in several if n < entries]
        if not wanted:
            return
        at = START + timedelta(minutes=wanted[-1])
        done = record_many(folder, [proposed(n) for n in wanted], at=at)
        if done.problems:
            raise SystemExit("\n".join(map(str, done.problems)))


def timed(name: str, act: Callable[[], Any]) -> Any:
    began = perf_counter()
    result = act()
    print(f"{name}: {perf_counter() - began:.2f} s", flush=True)
    return result


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timed(f"record {entries:,} entries in batches of {BATCH:,}", lambda: make(folder, entries))
        bodies = sum(1 for _ in (folder / "bodies").iterdir())
        print(f"ledger.jsonl {(folder / 'ledger.jsonl').stat().st_size / 1e6:.0f} MB, {bodies:,} bodies")
        result = timed("verify", lambda: verify_folder(folder))
        assert result.good, [str(problem) for problem in result.problems]
        assert result.entries == entries
        held = timed("read, rows joined, words left for later", lambda: read_folder(folder))
        assert not held.problems


if __name__ == "__main__":
    main()
