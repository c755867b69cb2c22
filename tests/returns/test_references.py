"""A row that names a row nobody gave is told, and kept."""

from __future__ import annotations

from datetime import date

from tests.returns.given import csv

from tenor.base.wording import say
from tenor.returns.read import read_return
from tenor.terms.read_yaml import read_yaml

TERMS = """\
tenor: "1"
contract: {reference: C-1, title: Lifts, buyer: Example Council, supplier: Example Lifts, starts: 2023-01-01, ends: 2025-12-31}
datasets:
  lifts: {row: one lift, dated_by: built_on, fields: {built_on: date}}
  calls: {row: one call, dated_by: called_on, key: [ref], fields: {ref: text, lift: lifts, called_on: date}}
kpis: [{id: n, clause: "1", title: Calls, every: month, measure: {count: {of: calls}}, target: at most 3}]
returns: [{id: monthly, clause: "2", by: supplier, to: buyer, every: month, holds: [calls], due: 5th day of the next month}]
"""


def test_a_reference_to_a_row_that_nobody_gave() -> None:
    terms = read_yaml(TERMS).terms
    assert terms is not None
    assert terms.datasets["lifts"].key == ("id",)  # rows that nothing else tells apart have a name of their own
    data = csv("ref,lift,called on", "a,L1,2023-06-05", "b,L2,2023-06-06")
    read = read_return(data, "calls.csv", terms, covers="2023-06", today=date(2023, 7, 3), known={"lifts": {"L1"}})
    told = [(problem.weight, problem.where and problem.where.cell, say(problem.said)) for problem in read.problems]
    assert read.return_ is not None
    assert [row.id for row in read.return_.rows] == ["a", "b"]
    assert [(weight, cell) for weight, cell, _ in told] == [("said", "B3")]
    assert "Lift names “L2”, and nobody has given that (one lift)" in told[0][2]
