"""What the tests of the commands share: a small contract with a short story, and a way to run a command."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Literal

from typer.testing import CliRunner

from tenor.cli.main import app
from tenor.ledger.events import meetings, returns
from tenor.ledger.model import Body
from tenor.ledger.record import Proposed, record_many

TERMS = Path(__file__).parent / "terms.yaml"
EXAMPLE = Path(__file__).resolve().parents[2] / "contracts/reg-44-visits"
REPORTS = ("in_time", "parks")
PLAN = "plan/in_time/2023-04-11"  # met when March is final: February fair, March in the hole that is read as poor


def run(*words: object, width: int = 100, typed: str | None = None) -> Any:
    """A command as a pipe sees it; a traceback fails the test where it happens."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=typed, env={"COLUMNS": str(width)})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def said(*words: object, code: int = 0, **options: Any) -> str:
    """What a command prints, once it has ended with this code. Errors are part of it."""
    done = run(*words, **options)
    assert done.exit_code == code, f"{words}: exit {done.exit_code}\n{done.output}"
    return str(done.output)


def data(*words: object) -> Any:
    """What a command prints as JSON."""
    return json.loads(said(*words))


def contract(where: Path, *, story: bool = True) -> Path:
    """The folder of the small contract, with three months of returns and one meeting."""
    folder = where / "grounds"
    folder.mkdir()
    shutil.copy(TERMS, folder / "terms.yaml")
    if story:
        for act in _story():
            at = datetime.combine(act.on, time(12), tzinfo=UTC)
            done = record_many(folder, [act], at=at, draw=_draw)
            assert not done.problems, [str(problem) for problem in done.problems]
    return folder


def job_rows(month: str, n: int, late: int) -> list[dict[str, Any]]:
    """n jobs asked for on the 2nd of a month in both parks, so many of them done too late."""
    asked = date.fromisoformat(f"{month}-02")
    found = []
    for i in range(n):
        done = asked + timedelta(days=20 if i < late else 2)
        values = {"job": f"{month}/{i + 1}", "park": "NS"[i % 2], "asked_on": f"{asked}", "done_on": f"{done}"}
        found.append({"id": values["job"].replace("/", "%2F"), "values": values, "cells": {"job": f"Jobs!A{i + 2}"}})
    return found


def return_file(where: Path, month: str, rows: list[dict[str, Any]]) -> Path:
    """A return as JSON, as a supplier would send it."""
    file = where / f"{month}.json"
    tree = {"contract": "GM-1", "return": "monthly", "covers": month, "rows": {"jobs": [row["values"] for row in rows]}}
    file.write_text(json.dumps(tree), encoding="utf-8")
    return file


def _story() -> list[Proposed]:
    return [
        _return("2023-02-03", "2023-01", job_rows("2023-01", 10, 0)),
        _return("2023-03-03", "2023-02", job_rows("2023-02", 10, 2)),
        _act("2023-03-15", meetings.MeetingHeld(meeting="M1", series="performance")),
        _act("2023-03-20", meetings.MinutesSent(meeting="M1")),
        _act("2023-03-21", meetings.MinutesReceived(meeting="M1"), side="supplier"),
        _return("2023-04-05", "2023-03", job_rows("2023-03", 20, 7)),
    ]


def _act(on: str, event: Any, side: Literal["buyer", "supplier"] = "buyer", body: Body | None = None) -> Proposed:
    return Proposed(event=event, by="p-1", side=side, on=date.fromisoformat(on), body=body)


def _return(on: str, covers: str, rows: list[dict[str, Any]]) -> Proposed:
    event = returns.ReturnReceived(ret="monthly", covers=covers, reports=REPORTS, file="0" * 64)
    return _act(on, event, side="supplier", body=Body(kind="rows", salt="", content={"rows": {"jobs": rows}}))


_numbers = count(1)


def _draw() -> str:
    """Ids and salts that are the same in every run."""
    return f"{next(_numbers):032x}"
