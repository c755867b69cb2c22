"""One writer among several: `python -m tests.desk.writing CONTRACT NAME ACTS`. Prints each entry's number once it is recorded.

Every second act asks for a review under the lock and carries words; the others carry a row.
"""

from __future__ import annotations

import sys
from datetime import date

from tenor.server.ready import wake


def main(id: str, name: str, acts: int) -> None:
    wake()
    from django.conf import settings

    settings.RENEW_SOON = "never"
    from tenor.desk.models import Contract
    from tenor.desk.record import record

    contract = Contract.objects.get(pk=id)
    for n in range(acts):
        done = record(contract, [_act(name, n)], actor=None)
        assert done.entries, list(map(str, done.problems))
        print(done.entries[0].seq, flush=True)


def _act(name: str, n: int):  # type: ignore[no-untyped-def]
    from tenor.ledger.events.returns import QueryRaised, RowsLogged
    from tenor.ledger.model import Body
    from tenor.ledger.record import Proposed

    on = date(2023, 6, 12)
    if n % 2:
        words = Body(kind="words", salt="", content={"text": f"Why {name} {n}?"})
        return Proposed(event=QueryRaised(query=f"q-{name}-{n}", kpi="visits", period="2023-05"), by=name, side="buyer", on=on, body=words)
    row = {"id": f"A/{name}/{n}", "values": {"unit": "A", "visited_on": "2023-06-09"}}
    rows = Body(kind="rows", salt="", content={"rows": {"visits": [row]}})
    return Proposed(event=RowsLogged(datasets=("visits",)), by=name, side="supplier", on=on, body=rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
