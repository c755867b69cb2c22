"""The guided tour: one monthly figure from the bytes a supplier sends to the letter the council writes, each folder once.

Read it from top to bottom with `ARCHITECTURE.md` beside you. The contract is invented and small; `contracts/` holds whole ones.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from itertools import count as counter

from tenor.base.wording import say
from tenor.documents.draft import draft
from tenor.documents.model import Letter
from tenor.documents.write_text import write_text
from tenor.figures.which import which
from tenor.ledger.chain import Chain, append
from tenor.ledger.compare import compare
from tenor.ledger.events.returns import ReturnReceived
from tenor.ledger.facts import facts
from tenor.ledger.model import Body, Entry
from tenor.ledger.resolve import Resolved, resolve
from tenor.returns.read import read_return
from tenor.returns.reports import reports
from tenor.review.allow import allow
from tenor.review.explain import Explanation, explain
from tenor.review.whole import review
from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

# base and terms: what the contract says, as data
TERMS = """
tenor: "1"
contract: {reference: CALLS-1, title: Answering calls, buyer: Example Council, supplier: Ringing True Ltd,
           starts: 2023-01-01, ends: 2023-12-31}
words: {working day: open day, receipt: [acknowledged, ask]}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
datasets:
  calls:
    row: one call
    key: [number]
    dated_by: rang_on
    fields: {number: text, rang_on: date, answered_on: optional date}
    derived: {answer_due_on: 2 working days after rang_on}
levels: [green, amber, red]
target_level: green
kpis:
  - {id: answered, number: "1", clause: "3.1", title: Calls answered within 2 working days, every: month,
     measure: {share: {of: calls, that: {answered_on: on or before answer_due_on}}}, better: higher,
     bands: {green: at least 90%, amber: at least 60%, red: below 60%}}
returns:
  - {id: monthly, clause: "8", by: supplier, to: buyer, holds: [calls], every: month, due: 5 working days after period end}
steps:
  improvement plan: {clause: "6.3", kind: plan, by: supplier, agreed_by: [buyer, supplier], holds: [key tasks, milestones],
                     due: 10 working days after request}
rules:
  - {id: plan, clause: "6.3", when: {kpi: answered, is: amber or worse, for: 2 consecutive months}, then: improvement plan}
"""
MAY = b"number,rang_on,answered_on\n1,2023-05-02,2023-05-03\n2,2023-05-05,2023-05-09\n3,2023-05-30,2023-06-05\n"
JUNE = b"number,rang_on,answered_on\n4,2023-06-01,2023-06-02\n5,2023-06-29,\n"


def receive(terms: Terms, chain: Chain, data: bytes, covers: str, on: date) -> Entry:
    """returns → ledger: bytes, a checked return, a comparison with what is known, leave to record it, an entry."""
    read = read_return(data, f"{covers}.csv", terms, ret="monthly", covers=covers, today=on)
    assert read.problems == (), [str(p) for p in read.problems]
    assert read.return_ is not None
    compared = compare(read.return_.rows, facts(chain.entries, terms), terms, covers=covers, day=on)
    resolved = resolve(compared)
    assert isinstance(resolved, Resolved)
    event = ReturnReceived(ret="monthly", covers=covers, reports=reports(read.return_, terms), file=read.return_.sha256)
    assert allow(review(terms, chain.entries, on=on), event, side="supplier", on=on) == ()
    draw = (f"{len(chain.entries)}{n:031x}" for n in counter(1)).__next__  # a real folder draws at random
    at = datetime.combine(on, time(9), tzinfo=UTC)
    body = Body(kind="rows", salt="", content=resolved.rows)
    entry = append(chain, event, by="p-1", side="supplier", on=on, at=at, body=body, draw=draw)
    assert isinstance(entry, Entry), entry
    chain.add(entry)
    return entry


def test_the_road() -> None:
    """terms → returns → ledger → figures → review → documents."""
    terms = read_yaml(TERMS).terms
    assert terms is not None
    chain = Chain(terms_hash=terms.document.sha256)
    may = receive(terms, chain, MAY, "2023-05", date(2023, 6, 7))
    june = receive(terms, chain, JUNE, "2023-06", date(2023, 7, 6))
    assert june.prev == may.hash

    # figures: how many, and which
    known = facts(chain.entries, terms)
    rows = {row.row: row.outcome for row in which(terms, known, "answered", "2023-06", date(2023, 7, 7))}
    assert rows == {"4": "in", "5": "out"}

    # review: rated, settled, and what follows; the day before, it is not yet met
    assert review(terms, chain.entries, on=date(2023, 7, 6)).steps == []
    found = review(terms, chain.entries, on=date(2023, 7, 7))
    june_rating = found.ratings.by_kpi["answered"]["2023-06"].at(found.on)
    assert (june_rating.figure, june_rating.rating, june_rating.state) == ((1, 2), "red", "final")
    (step,) = found.steps
    assert (step.proof, step.met_on, step.state) == (("2023-05", "2023-06"), date(2023, 7, 7), "open")

    # why: back to the cell
    why = explain(found, step.id)
    assert isinstance(why, Explanation)

    # documents: a letter as data, then as text; every line can say which clause it rests on
    letter = draft(found, step)
    assert isinstance(letter, Letter)
    text = write_text(letter)
    assert "1 of 2 = 50%" in text
    assert "Fri 21 Jul 2023" in text  # ten working days after the request, if it is made on the day of the letter
    assert say(found.duties[-1].what)
