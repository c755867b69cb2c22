"""One small contract for the tests of figures: places served, a dataset of what was done there and one of what was sent back."""

from __future__ import annotations

from tests.figures.given import after, dataset, fields

from tenor.terms.model import AllOf, CountOfRows, Derived, FieldTest, OnOrBefore, ShareOfRows, ShareOfUnits

DUE = after(5, "working day", "seen_on")
SEEN = dataset(
    "seen",
    "seen_on",
    fields(
        unit="unit",
        seen_on="optional date",
        buyer_on="optional date",
        other_on="optional date",
        cause="optional choice",
        hours="optional number",
    ),
    Derived(name="sent_on", latest_of=("buyer_on", "other_on")),
    Derived(name="due_on", due=DUE),
)
BACK = dataset("back", "back_on", fields(unit="unit", seen_on="date", back_on="date"))
COVERAGE = ShareOfUnits(have="seen", where=AllOf(), dated_by="seen_on")
IN_TIME = ShareOfRows(of="seen", where=AllOf(), that=FieldTest(field="sent_on", test=OnOrBefore(other="due_on")), dated_by="seen_on")
SENT_BACK = CountOfRows(of="back", where=AllOf(), distinct=("unit", "seen_on"), dated_by="back_on")
