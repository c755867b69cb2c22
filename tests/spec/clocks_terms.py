"""The contract of the chapter on clocks, and what is said of one that cannot be read."""

from __future__ import annotations

from tenor.terms.model import Terms
from tenor.terms.read_yaml import read_yaml

CONTRACT = """\
tenor: "1"
contract: {reference: C-1, title: Alarms, buyer: Example Council, supplier: Example Alarms, starts: 2026-01-01, ends: 2027-12-31}
words: {working day: open day}
calendar:
  holidays: england-and-wales
  closures: [2026-12-24]
  clocks:
    working: {days: Monday to Friday, hours: 08:00 to 18:00}
    desk: {open: Sunday 21:00 to Friday 21:00, holidays: open}
levels: [met, failed]
datasets:
  faults:
    row: one fault
    key: [number]
    dated_by: reported_at
    fields:
      number: text
      reported_at: moment
      reported_on: date
      priority: [A, B, C]
      attended_at: optional moment
      promised_at: optional moment
      fixed_on: optional date
      waited: optional hours
      visits: optional number
kpis:
  - id: in-time
    clause: "3"
    title: Faults attended in time
    every: month
    measure: {share: {of: faults, that: {attended_at: within 4 working hours after reported_at}}}
    target: at least 95%
"""


def said(*changes: tuple[str, str]) -> list[str]:
    """Every problem of the contract with these changes."""
    return [str(problem) for problem in read_yaml(_changed(changes)).problems]


def contract(*changes: tuple[str, str]) -> Terms:
    """The contract with these changes, which must read."""
    read = read_yaml(_changed(changes))
    assert read.terms is not None, [str(problem) for problem in read.problems]
    return read.terms


def _changed(changes: tuple[tuple[str, str], ...]) -> str:
    text = CONTRACT
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text
