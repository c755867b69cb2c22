"""What a measure looks at, without the engine."""

from __future__ import annotations

import subprocess
import sys

from tests.figures.jobs import BACK, COVERAGE, DUE, IN_TIME, SEEN, SENT_BACK

from tenor.figures.columns import columns_of, timed
from tenor.terms.counted import dataset_of
from tenor.terms.model import CountOfRows, FieldTest, OneOf, ShareOfRows, Stated, Within


def test_columns_are_the_fields_and_deadlines_of_its_conditions() -> None:
    assert [(one.name, one.kind) for one in columns_of(IN_TIME, SEEN)] == [("sent_on", "day"), ("due_on", "day")]
    assert [(one.name, one.kind) for one in columns_of(SENT_BACK, BACK)] == [("distinct unit seen_on", "distinct")]
    assert columns_of(COVERAGE, SEEN) == ()
    within = ShareOfRows(
        of="seen",
        where=FieldTest(field="hours", test=OneOf(values=("1",))),
        that=FieldTest(field="buyer_on", test=Within(due=DUE)),
        dated_by="seen_on",
    )
    names = ["hours as text", "buyer_on", "due 5 working days after seen_on", "seen_on"]
    assert [one.name for one in columns_of(within, SEEN)] == names
    assert [(day.name, getattr(due, "name", due)) for day, due in timed(within.that, SEEN)] == [
        ("buyer_on", "due 5 working days after seen_on")
    ]


def test_the_dataset_of_a_measure() -> None:
    each = CountOfRows(of="back", where=SENT_BACK.where, distinct=(), dated_by="back_on")
    assert [dataset_of(one) for one in (COVERAGE, IN_TIME, each, Stated(what="count"))] == ["seen", "seen", "back", None]


def test_counting_loads_the_writer_of_sql_only_when_a_text_is_new() -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; import tenor.figures.count, tenor.figures.which;"
        "sys.exit('sqlglot' in sys.modules or 'duckdb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, *sys.path], check=False).returncode == 0
