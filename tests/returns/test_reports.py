"""Which KPIs a return reports, and which of its texts are mere words."""

from __future__ import annotations

from datetime import date

from tests.returns.given import monthly, receive, terms

from tenor.returns.reports import reports
from tenor.returns.words import words_fields


def test_a_text_that_a_measure_or_the_key_uses_is_no_mere_word() -> None:
    assert words_fields(terms(), terms().datasets["jobs"]) == {"who"}
    assert words_fields(terms(), terms().datasets["visits"]) == {"note"}


def test_the_kpis_a_return_reports() -> None:
    read = receive(monthly(("A", date(2023, 6, 5))))
    assert read.return_ is not None
    assert reports(read.return_, terms()) == ("visits", "reports")
    data = b'{"return": "figures", "covers": "2023-Q2", "figures": [{"kpi": "faults", "value": 2}]}'
    read = receive(data, "f.json")
    assert read.return_ is not None
    assert reports(read.return_, terms()) == ("faults",), "a stated KPI without a value is not reported"
