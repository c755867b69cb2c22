"""The tree: valid where it does not run here too, narrow, and exact."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp
from tests.figures.given import dataset, fields
from tests.figures.jobs import BACK, COVERAGE, DUE, IN_TIME, SEEN, SENT_BACK

from tenor.base.figure import Number
from tenor.base.phrases.bound import Bound
from tenor.base.phrases.due import DuePhrase, SpanDue
from tenor.base.phrases.reader import Span
from tenor.figures.compile import Asked, measures_tree, rows_tree
from tenor.figures.predicate import predicate
from tenor.terms.model import (
    AnyOf,
    CountOfRows,
    FieldTest,
    Limited,
    NoneOf,
    Not,
    OneOf,
    OnOrBefore,
    Present,
    ShareOfRows,
    Within,
)

QUOTED = dataset("odd", "on", fields(on="date", cause="choice", tags="several", hours="number", done="date", asked="moment", seen="moment"))
IN_HOURS = DuePhrase(form=SpanDue(span=Span(n=Number(4), unit="hour", kind="desk"), way="after", anchor="asked"), text="4 desk hours")
HARD = ShareOfRows(
    of="odd",
    where=NoneOf(conditions=(FieldTest(field="cause", test=OneOf(values=("it's", '"x"; DROP TABLE rows --'))),)),
    that=AnyOf(
        conditions=(
            FieldTest(field="tags", test=Not(test=OneOf(values=("a", "b")))),
            FieldTest(field="hours", test=Limited(bound=Bound(lower=Number(25, 1), upper=Number(9), upper_in=False))),
            FieldTest(field="done", test=Within(due=DUE)),
            FieldTest(field="done", test=OnOrBefore(other="on")),
            FieldTest(field="seen", test=Within(due=IN_HOURS, less="hours")),
            FieldTest(field="seen", test=OnOrBefore(other="asked")),
            FieldTest(field="done", test=Present()),
        )
    ),
    dated_by="on",
)
ALL = [Asked(COVERAGE, SEEN, 0), Asked(IN_TIME, SEEN, 0), Asked(SENT_BACK, BACK, 1), Asked(HARD, QUOTED, 2)]


@pytest.mark.parametrize("dialect", ["spark", "duckdb"])
def test_it_is_valid_in_both_engines_and_says_the_same_there(dialect: str) -> None:
    text = measures_tree(ALL).sql(dialect=dialect)
    again = sqlglot.parse_one(text, dialect=dialect)
    assert again.sql(dialect=dialect) == text
    rows = rows_tree(Asked(HARD, QUOTED, 2)).sql(dialect=dialect)
    assert sqlglot.parse_one(rows, dialect=dialect).sql(dialect=dialect) == rows


def test_the_subset_is_narrow() -> None:
    tree = measures_tree(ALL)
    assert not list(tree.find_all(exp.Greatest, exp.Least, exp.Window, exp.Div, exp.Round))
    for each in tree.find_all(exp.Sum, exp.Count):
        assert isinstance(each.parent, exp.Cast), "an engine may widen it"
        assert each.parent.to.this == exp.DataType.Type.BIGINT
    assert not [each for each in tree.find_all(exp.DataType) if each.this in (exp.DataType.Type.FLOAT, exp.DataType.Type.DOUBLE)]
    assert not [each for each in tree.find_all(exp.Literal) if not each.is_string and not each.is_int]


def test_measures_of_one_table_are_counted_in_one_pass() -> None:
    assert [cte.alias for cte in measures_tree(ALL).find_all(exp.CTE)] == ["counted 0", "counted 1", "counted 2"]


def test_what_people_write_is_text_and_nothing_else() -> None:
    assert len(sqlglot.parse(measures_tree(ALL).sql("duckdb"), dialect="duckdb")) == 1


def test_a_bound_finer_than_numbers_are_kept_is_refused() -> None:
    fine = FieldTest(field="hours", test=Limited(bound=Bound(lower=Number(1, 9))))
    with pytest.raises(ValueError, match="8 decimals"):
        predicate(fine, QUOTED)


def test_count_of_each_row_and_of_different_ones() -> None:
    each = CountOfRows(of="back", where=SENT_BACK.where, distinct=(), dated_by="back_on")
    assert "DISTINCT" in measures_tree([Asked(SENT_BACK, BACK, 0)]).sql("duckdb")
    assert "DISTINCT" not in measures_tree([Asked(each, BACK, 0)]).sql("duckdb")
