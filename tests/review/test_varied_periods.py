"""Periods of the contract's own that a variation changes: a figure is counted in the days that hold, not in those of an older wording."""

from __future__ import annotations

import json
from datetime import date

from tests.review.history import entry
from tests.review.money_world import TERMS

from tenor.ledger.events.agreements import VariationAgreed
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.model import Body, Entry
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

KPI = '  - {id: n, clause: "2.8", title: Jobs, every: term, measure: {count: {of: jobs}}, better: higher, target: at least 3}\n'
SPANS = "periods: {term: [{from: 2026-01-05, to: 2026-02-13}, {from: 2026-02-23, to: 2026-03-27}]}\n"
RETURN = '  - {id: jobs, clause: "6.1", by: supplier, to: buyer, holds: [jobs], every: term, due: 5 working days after period end}\n'
LONGER = [{"from": "2026-01-05", "to": "2026-02-13"}, {"from": "2026-02-23", "to": "2026-04-03"}]


def test_a_term_that_is_made_longer_counts_what_lies_in_it() -> None:
    """Jobs of 24 February, 25 March and 2 April: two in the second term as signed, three once it goes on to 3 April."""
    text = TERMS.replace("events: {", f"{KPI}events: {{", 1).replace("charges:\n", f"{SPANS}charges:\n", 1)
    read = read_yaml(text.replace("rules:\n", f"{RETURN}rules:\n", 1))
    assert read.terms is not None, [str(each) for each in read.problems]
    days = ("2026-02-24", "2026-03-25", "2026-04-02")
    rows = [{"id": f"j{n}", "values": {"asked_on": day, "by": "firm"}} for n, day in enumerate(days)]
    body = Body(kind="rows", salt="00" * 16, content={"rows": {"jobs": rows}})
    varied = VariationAgreed(variation="v", from_=date(2026, 2, 20), changes={"periods.term": json.dumps(LONGER)})
    given = entry(2, "2026-04-02", "supplier", ReturnReceived(ret="jobs", covers="term-2", reports=("n",)), body)
    told: list[tuple[list[Entry], tuple[int, int], str, date]] = [
        ([given], (2, 1), "failed", date(2026, 3, 27)),
        ([entry(1, "2026-02-16", "buyer", varied), given], (3, 1), "met", date(2026, 4, 3)),
    ]
    for entries, figure, level, last in told:
        rating = review(read.terms, entries, on=date(2026, 4, 20)).ratings.by_kpi["n"]["term-2"]
        version = rating.at(date(2026, 4, 20))
        assert (version.figure, version.rating, rating.period.last) == (figure, level, last)
