"""Acts a second: four processes record rows on contracts of their own, and on one they share; prints JSON. Run by `site.py`."""

from __future__ import annotations

import json
import subprocess
import sys
import time

PROCESSES = 4


def write(shared: bool, nth: int, acts: int) -> None:
    """One process: so many acts, through the one way in."""
    from tenor.server.ready import wake

    wake()
    from django.conf import settings

    settings.RENEW_SOON = "never"
    from tenor.desk import clock
    from tenor.desk.models import Contract
    from tenor.desk.parsed import signed_terms
    from tenor.desk.record import record
    from tenor.ledger.events.returns import RowsLogged
    from tenor.ledger.model import Body
    from tenor.ledger.record import Proposed

    contract = Contract.objects.exclude(rows_name="").order_by("reference")[0 if shared else nth]
    dataset = next(iter(signed_terms(contract).datasets))
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(acts):
        rows = Body(
            kind="rows", salt="", content={"rows": {dataset: [{"id": f"{nth}/{n}/{time.monotonic_ns()}", "values": {"unit": "A"}}]}}
        )
        act = Proposed(event=RowsLogged(datasets=(dataset,)), by=f"w-{nth}", side="supplier", on=clock.today(), body=rows)
        done = record(contract, [act], actor=None)
        assert done.entries, list(map(str, done.problems))


def together(shared: bool, acts: int) -> float:
    """Acts a second of all processes, from the moment that all are ready."""
    words = [sys.executable, __file__, "write", "shared" if shared else "apart"]
    writers = [
        subprocess.Popen([*words, str(n), str(acts)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for n in range(PROCESSES)
    ]
    for each in writers:
        assert each.stdout is not None
        each.stdout.readline()
    began = time.monotonic()
    for each in writers:
        each.communicate("go\n", timeout=600)
        assert each.returncode == 0
    return PROCESSES * acts / (time.monotonic() - began)


def main(acts: int) -> None:
    print(json.dumps({f"{PROCESSES} writers, {what}, acts a second": round(together(shared, acts)) for what, shared in SHAPES.items()}))


SHAPES = {"each on its own contract": False, "all on one contract": True}

if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2] == "shared", int(sys.argv[3]), int(sys.argv[4]))
    else:
        main(int(sys.argv[1]))
