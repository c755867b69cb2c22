"""# Moments and clocks

A moment is a day and a time by London's clocks; Tenor keeps it in UTC, to the second. A clock of a contract counts time only while it is
open: here `working` runs Monday to Friday from 8:00 to 18:00 and stands still on the bank holidays of England and Wales and on
24 December 2026, which this contract closes; `desk` runs from Sunday 21:00 to Friday 21:00, holidays or not. Plain hours and minutes,
without the name of a clock, never stop.

A deadline is looked up: it is the first moment at which so much has been counted, and at that moment itself one is still in time. What
was waited (`less waited`, a field of hours; nothing written is nothing waited) is counted on by the same clock. Where days are counted,
the day they are counted from is later by what was waited, in plain hours. A field that holds a moment falls in the month of its London
day. "On or before" another moment is held against it to the second; on or before a date, by the day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.figures.given import act, facts, row
from tests.spec.clocks_terms import contract, said

from tenor.base.clock import add_time
from tenor.base.figure import Number, parse_number
from tenor.base.moment import in_london, seconds_of
from tenor.base.period import parse_label
from tenor.base.phrases.value import ElapsedPhrase, parse_value
from tenor.base.wording import say
from tenor.figures.count import count
from tenor.figures.lengths import elapsed_reader, parts_of
from tenor.figures.signature import signature
from tenor.figures.values import Values
from tenor.figures.which import which
from tenor.ledger.events.returns import RowsLogged
from tenor.ledger.model import Row
from tenor.terms.model import Elapsed

TERMS = contract()


def moment(text: str) -> datetime:
    """By London's clocks."""
    return in_london(datetime.fromisoformat(text))[0]


RUNS = " (working hours run Monday to Friday 08:00 to 18:00"
HOURS_AFTER = [
    # n, unit, clock, from, and how Tenor says it
    ("4", "hour", "working", "2026-06-04 16:00", f"Fri 5 Jun 2026 10:00: 4 working hours after Thu 4 Jun 2026 16:00{RUNS})"),
    ("10", "hour", "working", "2026-06-05 08:00", f"Fri 5 Jun 2026 18:00: 10 working hours after Fri 5 Jun 2026 08:00{RUNS})"),
    ("4", "hour", "working", "2026-06-05 17:30", f"Mon 8 Jun 2026 11:30: 4 working hours after Fri 5 Jun 2026 17:30{RUNS})"),
    ("1", "hour", "working", "2026-06-06 12:00", f"Mon 8 Jun 2026 09:00: 1 working hour after Sat 6 Jun 2026 12:00{RUNS})"),
    ("30", "minute", "working", "2026-06-05 17:45", f"Mon 8 Jun 2026 08:15: 30 working minutes after Fri 5 Jun 2026 17:45{RUNS})"),
    (
        "4",
        "hour",
        "working",
        "2026-04-02 16:30",
        f"Tue 7 Apr 2026 10:30: 4 working hours after Thu 2 Apr 2026 16:30{RUNS}; skipping Fri 3 Apr 2026 and Mon 6 Apr 2026)",
    ),
    (
        "15",
        "hour",
        "working",
        "2026-12-23 09:00",
        (
            f"Tue 29 Dec 2026 14:00: 15 working hours after Wed 23 Dec 2026 09:00{RUNS}; "
            "skipping Thu 24 Dec 2026, Fri 25 Dec 2026 and Mon 28 Dec 2026)"
        ),
    ),
    ("24", "hour", "", "2026-12-24 15:00", "Fri 25 Dec 2026 15:00: 24 hours after Thu 24 Dec 2026 15:00"),
    ("2.5", "hour", "", "2026-06-05 23:00", "Sat 6 Jun 2026 01:30: 2.5 hours after Fri 5 Jun 2026 23:00"),
    ("0", "hour", "", "2026-06-05 23:00", "Fri 5 Jun 2026 23:00: 0 hours after Fri 5 Jun 2026 23:00"),
]


@pytest.mark.parametrize(("n", "unit", "clock", "start", "sentence"), HOURS_AFTER)
def test_hours_and_minutes_after(n: str, unit: str, clock: str, start: str, sentence: str) -> None:
    """Counted from the moment itself, or from the next opening. What ends with the day ends at closing time, not at the next opening."""
    assert say(add_time(moment(start), number(n), unit, TERMS.clocks.get(clock)).worked_out) == sentence


WAITED = [
    ("4", "working", "2026-06-04 16:00", "2", "2026-06-05 12:00"),  # 2 hours on Thursday, 2 and the 2 waited on Friday
    ("4", "working", "2026-06-05 17:30", "10", "2026-06-09 11:30"),  # half an hour on Friday, 10 on Monday, 3.5 on Tuesday
    ("4", "", "2026-06-05 17:30", "24", "2026-06-06 21:30"),
    ("4", "", "2026-06-05 17:30", "0.25", "2026-06-05 21:45"),
]


@pytest.mark.parametrize(("n", "clock", "start", "waited", "due"), WAITED)
def test_hours_waited_move_a_deadline_on(n: str, clock: str, start: str, waited: str, due: str) -> None:
    """Counted by the same clock as the hours themselves."""
    hours = number(waited)
    found = add_time(moment(start), number(n), "hour", TERMS.clocks.get(clock), hours.digits * 3600 // 10**hours.scale)
    assert found.due == moment(due)


ELAPSED = [
    # by the clock "working"
    ("working", "2026-06-04 16:00", "2026-06-05 10:00", "4"),
    ("working", "2026-06-05 17:00", "2026-06-08 09:00", "2"),
    ("working", "2026-06-05 19:00", "2026-06-08 07:00", "0"),
    ("working", "2026-04-02 17:00", "2026-04-07 09:30", "2.5"),
    ("working", "2026-06-08 09:00", "2026-06-05 17:00", "-2"),
    # and by "desk": Friday until 21:00, nothing on Saturday, Sunday from 21:00
    ("desk", "2026-06-05 20:00", "2026-06-07 22:00", "2"),
    ("desk", "2026-12-24 12:00", "2026-12-25 12:00", "24"),
]


@pytest.mark.parametrize(("clock", "start", "end", "hours"), ELAPSED)
def test_hours_from_one_moment_to_another(clock: str, start: str, end: str, hours: str) -> None:
    """What a clock has counted; less than nothing where the end is the earlier one."""
    seconds = TERMS.clocks[clock].elapsed(seconds_of(moment(start)), seconds_of(moment(end)))
    assert Number(seconds * 10, 1) == Number(number(hours).digits * 3600 * 10, number(hours).scale + 1)


CHANGES_OF_CLOCKS = [
    # clocks go forward on 29 March 2026 at 01:00 and back on 25 October 2026 at 02:00
    ("4", "", "2026-03-28 22:00", "Sun 29 Mar 2026 03:00"),
    ("4", "", "2026-10-24 22:00", "Sun 25 Oct 2026 01:00 (GMT)"),
    ("3.5", "", "2026-10-24 22:00", "Sun 25 Oct 2026 01:30 (BST)"),
    ("24", "", "2026-03-28 12:00", "Sun 29 Mar 2026 13:00"),
    ("4", "working", "2026-03-27 17:00", "Mon 30 Mar 2026 11:00"),
    ("4", "working", "2026-10-23 17:00", "Mon 26 Oct 2026 11:00"),
    ("4", "desk", "2026-10-23 20:00", "Mon 26 Oct 2026 00:00"),
]


@pytest.mark.parametrize(("n", "clock", "start", "due"), CHANGES_OF_CLOCKS)
def test_when_the_clocks_change(n: str, clock: str, start: str, due: str) -> None:
    """Plain hours are real hours; those of a clock are the ones London's clocks show. Of an hour that comes twice, which one is said."""
    assert say(add_time(moment(start), number(n), "hour", TERMS.clocks.get(clock)).worked_out).startswith(f"{due}: ")


BY_PRIORITY = (
    "{by priority: {A: within 4 working hours after reported_at less waited, B: within 1 working day after reported_at, C: present}}"
)
ROWS = [
    # what is asked of the row, what it says (reported Thursday 4 June 2026 at 16:00), the day it is looked at, in, out or open, and why
    ("attended_at: within 4 working hours after reported_at", {"attended_at": "2026-06-05 10:00"}, "2026-06-30", "in", ""),
    (
        "attended_at: within 4 working hours after reported_at",
        {"attended_at": "2026-06-05 10:01"},
        "2026-06-30",
        "out",
        f"attended at Fri 5 Jun 2026 10:01, due by Fri 5 Jun 2026 10:00: 4 working hours after Thu 4 Jun 2026 16:00{RUNS})",
    ),
    (
        "attended_at: within 4 working hours after reported_at",
        {},
        "2026-06-04",
        "open",
        f"attended at not yet, due by Fri 5 Jun 2026 10:00: 4 working hours after Thu 4 Jun 2026 16:00{RUNS})",
    ),
    (
        "attended_at: within 4 working hours after reported_at",
        {},
        "2026-06-05",
        "out",
        f"attended at is missing, due by Fri 5 Jun 2026 10:00: 4 working hours after Thu 4 Jun 2026 16:00{RUNS})",
    ),
    (
        "attended_at: within 4 working hours after reported_at",
        {"attended_at": "2026-06-04 15:59"},
        "2026-06-30",
        "out",
        "attended at Thu 4 Jun 2026 15:59, before reported at Thu 4 Jun 2026 16:00",
    ),
    (
        "attended_at: within 4 working hours after reported_at less waited",
        {"attended_at": "2026-06-05 12:00", "waited": "2"},
        "2026-06-30",
        "in",
        "",
    ),
    (
        "attended_at: within 4 hours after reported_at less waited",
        {"attended_at": "2026-06-04 21:31", "waited": "1.5"},
        "2026-06-30",
        "out",
        (
            "attended at Thu 4 Jun 2026 21:31, due by Thu 4 Jun 2026 21:30: 4 hours after Thu 4 Jun 2026 16:00, "
            "moved on by the 1 hour 30 minutes waited"
        ),
    ),
    ("attended_at: within 1 working day after reported_at", {"attended_at": "2026-06-05 23:59"}, "2026-06-30", "in", ""),
    (
        "attended_at: within 1 working day after reported_at",
        {"attended_at": "2026-06-08 00:00"},
        "2026-06-30",
        "out",
        "attended at Mon 8 Jun 2026, due Fri 5 Jun 2026",
    ),
    (
        "attended_at: within 1 working day after reported_at less waited",
        {"attended_at": "2026-06-08 09:00", "waited": "9"},  # counted from Friday 1:00
        "2026-06-30",
        "in",
        "",
    ),
    ("attended_at: same day as reported_at", {"attended_at": "2026-06-04 23:00"}, "2026-06-30", "in", ""),
    ("attended_at: not within 1 hour after reported_at", {"attended_at": "2026-06-04 17:00:01"}, "2026-06-30", "in", ""),
    (
        "attended_at: on or before promised_at",
        {"attended_at": "2026-06-05 14:01", "promised_at": "2026-06-05 14:00"},
        "2026-06-30",
        "out",
        "attended at Fri 5 Jun 2026 14:01, due Fri 5 Jun 2026 14:00",
    ),
    ("attended_at: on or before fixed_on", {"attended_at": "2026-06-05 14:01", "fixed_on": "2026-06-05"}, "2026-06-30", "in", ""),
    (
        f"attended_at: {BY_PRIORITY}",
        {"attended_at": "2026-06-05 10:30", "priority": "A"},
        "2026-06-30",
        "out",
        f"attended at Fri 5 Jun 2026 10:30, due by Fri 5 Jun 2026 10:00: 4 working hours after Thu 4 Jun 2026 16:00{RUNS})",
    ),
    (f"attended_at: {BY_PRIORITY}", {"attended_at": "2026-06-05 10:30", "priority": "B"}, "2026-06-30", "in", ""),
    (f"attended_at: {BY_PRIORITY}", {"priority": "B"}, "2026-06-04", "open", "attended at not yet, due Fri 5 Jun 2026"),
    (f"attended_at: {BY_PRIORITY}", {"priority": "C"}, "2026-06-04", "out", "attended at is missing"),
]


@pytest.mark.parametrize(("asked", "says", "on", "outcome", "why"), ROWS)
def test_a_row_is_in_out_or_open(asked: str, says: dict[str, str], on: str, outcome: str, why: str) -> None:
    """At the close of a day a row without its date is open while the day of the deadline's moment has not come."""
    terms = contract(("attended_at: within 4 working hours after reported_at", asked))
    found = which(terms, facts(rows=[fault(says)]), "in-time", "2026-06", date.fromisoformat(on))
    assert [(one.outcome, say(one.why) if one.why else "") for one in found] == [(outcome, why)]


LENGTHS = [
    # what is measured, what the row says (reported Thursday 4 June 2026 at 16:00), and how much that is
    ("working hours from reported_at to attended_at", {"attended_at": "2026-06-05 10:30"}, "4.5 hours"),
    ("working hours from reported_at to attended_at less waited", {"attended_at": "2026-06-05 10:30", "waited": "2.25"}, "2.25 hours"),
    ("hours from reported_at to attended_at less waited", {"attended_at": "2026-06-04 17:00", "waited": "2"}, "0 hours"),
    ("minutes from reported_at to attended_at", {"attended_at": "2026-06-04 16:00:45"}, "0.75 minutes"),
    ("hours from reported_at to attended_at", {}, "632 hours"),  # never reached: to the end of June, 26 days and 8 hours
    ("days from reported_on to fixed_on", {"fixed_on": "2026-06-09"}, "5 days"),
    ("working days from reported_on to fixed_on", {"fixed_on": "2026-06-09"}, "3 days"),
    ("working days from reported_at to fixed_on less waited", {"fixed_on": "2026-06-09", "waited": "24"}, "2 days"),
    ("days from fixed_on to reported_on", {"fixed_on": "2026-06-09"}, "-5 days"),
    ("weeks from reported_on to fixed_on", {"fixed_on": "2026-06-25"}, "3 weeks"),
    ("months from reported_on to fixed_on", {"fixed_on": "2026-07-04"}, "1 months"),
    ("months from reported_on to fixed_on", {"fixed_on": "2026-06-19"}, "0.5 months"),  # 15 of the 30 days to 4 July
    ("days from fixed_on to period end", {}, "not known"),
]


@pytest.mark.parametrize(("value", "says", "much"), LENGTHS)
def test_a_length_of_time_is_measured(value: str, says: dict[str, str], much: str) -> None:
    """Exact. A month is whole months, and of the days left as many parts as the next month has days."""
    phrase = parse_value(value)
    assert isinstance(phrase, ElapsedPhrase)
    elapsed = Elapsed(unit=f"{phrase.unit}s", from_=phrase.from_, to=phrase.to, kind=phrase.kind or "", less=phrase.less or "")  # type: ignore[arg-type]
    values, june = Values(TERMS, TERMS.datasets["faults"]), parse_label("2026-06", date(2026, 1, 1))
    parts = elapsed_reader(values, elapsed)(fault(says), june)
    if parts is None:
        assert much == "not known"
        return
    wanted, _, unit = much.partition(" ")
    numerator, denominator = number(wanted).ratio
    assert (unit, parts * denominator) == (elapsed.unit, numerator * parts_of(elapsed))


MEASURED = "{share: {of: faults, that: {attended_at: within 4 working hours after reported_at}}}\n    target: at least 95%"


def _measured(target: str, start: str = "reported_at") -> str:
    return f"{{percentile: {{of: faults, value: desk hours from {start} to attended_at less waited, at: 50}}}}\n    target: {target}"


def test_a_kpi_is_measured_in_the_hours_of_a_clock() -> None:
    """By hand, with the clock "desk": three faults of Thursday 4 June 2026 at 16:00. One is attended at 18:00, after half an hour waited:
    an hour and a half. One on Saturday at noon: 8 hours on Thursday and 21 on Friday, 29. One never: Thursday 8 hours, Friday 21, then
    three whole weeks of 120 hours from Sunday 7 June at 21:00 to Sunday 28 June at 21:00, and 3 + 24 + 24 to the end of June: 440.
    Half of the three, the smallest that at least 50% do not exceed, is the second: 29 hours, more than 16."""
    terms = contract((MEASURED, _measured("at most 16 desk hours")))
    rows = [
        fault({"number": "1", "attended_at": "2026-06-04 18:00", "waited": "0.5"}),
        fault({"number": "2", "attended_at": "2026-06-06 12:00"}),
        fault({"number": "3"}),
    ]
    known = facts(rows=[replace(one, id=str(n)) for n, one in enumerate(rows)])
    kpi = terms.kpis[0]
    last = count(terms, known).versions[kpi.id, signature(kpi, terms)]["2026-06"][-1]
    assert last.numerator == 29 * last.denominator
    values, june = Values(terms, terms.datasets["faults"]), parse_label("2026-06", date(2026, 1, 1))
    desk = Elapsed(unit="hours", from_="reported_at", to="attended_at", kind="desk", less="waited")
    assert [elapsed_reader(values, desk)(one, june) for one in rows] == [5400, 29 * 3600, 440 * 3600]


WITHIN = "attended_at: within 4 working hours after reported_at"
REFUSED = [
    ("hours: 08:00 to 18:00", "hours: 8 to 18", "“8 to 18” is not opening hours: write 08:00 to 18:00, with 24:00 for the end of a day."),
    ("days: Monday to Friday", "days: weekdays", "“weekdays” is not days of the week: write Monday, Monday to Friday, or a list of these."),
    ("open: Sunday 21:00 to Friday 21:00", "open: always", "“always” is not a stretch of the week: write Sunday 21:00 to Friday 21:00."),
    (
        "days: Monday to Friday, hours",
        "hours",
        "clock working: write either days and hours (days: Monday to Friday, hours: 08:00 to 18:00), or open (Sunday 21:00 to",
    ),
    ("4 working hours", "4 workin hours", "there is no clock called workin: did you mean working?"),
    ("attended_at: within", "fixed_on: within", "hours run between moments, and fixed_on is a date: make it a moment"),
    ("hours after reported_at}", "hours after reported_on}", "hours run between moments, and reported_on is a date: make it a moment"),
    ("hours after reported_at}", "hours after reported_at less visits}", "what is taken off is a field of hours, and visits is a number."),
    ("hours after reported_at}", "hours after reported_at less wait}", "there is no field called wait: did you mean waited?"),
    (WITHIN, "waited: at most 30 minutes", "“at most 30 minutes”: the field holds hours; write the number in hours (at most 2.5)."),
    (WITHIN, "attended_at: {by priority: {A: present}}", "the table by priority says nothing of B and C: write a line for every value"),
    (WITHIN, "attended_at: {by priority: {A: present, B: missing, D: present}}", "there is no choice of this field called D"),
    (
        MEASURED,
        _measured("at most 16 working hours"),
        "the measure is in desk hours; write the bound in desk hours (at most 16 desk hours).",
    ),
    (MEASURED, _measured("at most 16 hours"), "the measure is in desk hours; write the bound in desk hours"),
    (MEASURED, _measured("at most 16 dusk hours"), "there is no clock called dusk: did you mean desk?"),
    (MEASURED, _measured("at most 16 desk hours", "reported_on"), "hours run between moments, and reported_on is a date"),
    (WITHIN, "attended_at: {by number: {A: present}}", "there is no table by number here"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), REFUSED)
def test_what_is_refused(old: str, new: str, sentence: str) -> None:
    """With what to write instead."""
    assert any(sentence in each for each in said((old, new))), said((old, new))


def fault(says: dict[str, str]) -> Row:
    """A fault reported on Thursday 4 June 2026 at 16:00 by London's clocks; moments are kept in UTC."""
    values = {"number": "1", "reported_at": "2026-06-04 16:00", "reported_on": "2026-06-04", "priority": "A", **says}
    kept = {name: f"{moment(text):%Y-%m-%dT%H:%M:%SZ}" if name.endswith("_at") else text for name, text in values.items()}
    return row("faults", "1", act("2026-06-04", RowsLogged()), **kept)


def number(text: str) -> Number:
    found = parse_number(text)
    assert found is not None
    return found
