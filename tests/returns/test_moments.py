"""Moments and hours in a return: each form reads back what its template wrote, and everything wrong is said at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.returns.given import csv, workbook
from tests.spec.clocks_terms import contract

from tenor.base.moment import moment_text
from tenor.returns.read import ReadReturn, read_return
from tenor.returns.template import write_template
from tenor.returns.template_plain import write_template_csv, write_template_json

RETURN = "returns: [{id: log, by: supplier, to: buyer, holds: [faults], every: month, due: end of the next month}]"
TERMS = contract(("levels: [met", f"{RETURN}\nlevels: [met"))


@dataclass(frozen=True)
class Known:
    dataset: str
    values: dict[str, str]


def receive(data: bytes, name: str, covers: str = "2026-10") -> ReadReturn:
    return read_return(data, name, TERMS, ret="log", covers=covers, today=date(2026, 12, 31))


HEAD = "Number,Reported at,Reported on,Priority,Attended at,Promised at,Fixed on,Waited,Visits"
MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 10, 31), timezones=st.just(UTC)).map(moment_text)
NIGHT = st.integers(0, 180).map(lambda n: moment_text(datetime(2026, 10, 24, 23, 30, tzinfo=UTC) + timedelta(minutes=n)))
HOURS = st.integers(0, 400_000).map(lambda n: f"{n // 100}.{n % 100:02}".rstrip("0").rstrip("."))


@given(st.lists(st.tuples(MOMENTS | NIGHT, MOMENTS | NIGHT, HOURS), min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    """The night on which clocks go back too."""
    values = [
        {"number": str(n), "reported_at": first, "reported_on": "2026-10-01", "priority": "A", "attended_at": then, "waited": waited}
        for n, (first, then, waited) in enumerate(rows)
    ]
    known = [Known("faults", row) for row in values]
    forms = {
        "f.xlsx": write_template(TERMS, ret="log", period="2026-10", rows=known),
        "f.csv": write_template_csv(TERMS, ret="log", period="2026-10", rows=known)["faults.csv"],
        "f.json": write_template_json(TERMS, ret="log", period="2026-10", rows=known),
    }
    for name, data in forms.items():
        read = receive(data, name)
        assert read.return_ is not None, (name, [str(problem) for problem in read.problems])
        assert [dict(row.values) for row in read.return_.rows] == values, name


def test_cells_of_a_workbook() -> None:
    """A real date and time is London's, and a length of time is hours."""
    row = ("1", datetime(2026, 6, 5, 14, 30), date(2026, 6, 5), "A", "2026-06-05 16:00", None, None, time(1, 30))
    read = receive(workbook({"Faults": [HEAD.split(","), row]}), "f.xlsx", covers="2026-06")
    assert read.return_ is not None, [str(problem) for problem in read.problems]
    kept = read.return_.rows[0].values
    assert (kept["reported_at"], kept["attended_at"], kept["waited"]) == ("2026-06-05T13:30Z", "2026-06-05T15:00Z", "1.5")


def test_everything_wrong_is_said_at_once() -> None:
    lines = [
        HEAD,
        "1,05/06/2026,05/06/2026,A,,",
        "2,29/03/2026 01:30,29/03/2026,A,,",
        "3,31/06/2026 01:30,29/03/2026,A,,",
        "4,05/06/2026 10:00,05/06/2026,A,soon,,,two",
        "5,05/06/2026 10:00,05/06/2026,A,,,,-1",
    ]
    read = receive(csv(*lines), "f.csv", covers="2026-06")
    assert read.return_ is None
    assert [str(one) for one in read.problems if one.weight == "stops"] == [
        (
            "f.csv:B2 return-no-time: Reported at: “05/06/2026” has no time of day. Write it like 14/06/2023 09:30; "
            "midnight, in a workbook, as text ('14/06/2023 00:00)."
        ),
        (
            "f.csv:B3 return-no-such-time: Reported at: “29/03/2026 01:30” does not exist: the clocks go forward on Sun 29 Mar 2026. "
            "Write the time as the clocks showed it."
        ),
        "f.csv:B4 return-no-such-day: Reported at: there is no day “31/06/2026 01:30”. Dates are read day first: 14/06/2023 is 14 June.",
        "f.csv:E5 return-not-a-date: Attended at: “soon” is not a date. Write it like 14/06/2023.",
        "f.csv:H5 return-not-a-number: Waited: “two” is not a number. Write digits only, like 12 or 12.5.",
        "f.csv:H6 return-negative: Waited: -1 is below 0, which cannot be.",
    ]


def test_a_moment_lies_in_the_month_of_its_london_day() -> None:
    """23:30 UTC on 31 May is half past midnight on 1 June in London, so the row is of June."""
    read = receive(csv(HEAD, "1,2026-05-31T23:30Z,2026-06-01,A"), "f.csv", covers="2026-06")
    assert read.return_ is not None
    assert [one.code for one in read.problems] == []
