"""What of a return goes into the ledger."""

from __future__ import annotations

import json
from datetime import date

from tests.returns.given import monthly, receive, terms

from tenor.returns.body import body_of, reports, words_of
from tenor.returns.words import words_fields


def test_rows_and_words_apart() -> None:
    read = receive(monthly(("A", date(2023, 6, 5), None, "asked for Jo Example")))
    assert read.return_ is not None
    cells = {"unit": "Visits!A2", "visited_on": "Visits!B2", "note": "Visits!D2"}
    row = {"id": "A/2023-06-05", "values": {"unit": "A", "visited_on": "2023-06-05"}, "cells": cells}
    assert body_of(read.return_) == {"rows": {"visits": [row], "sent_back": []}, "figures": []}
    assert words_of(read.return_) == {"rows": {"visits": {"A/2023-06-05": {"note": "asked for Jo Example"}}}}
    assert "Example" not in json.dumps(body_of(read.return_))


def test_without_words_there_is_no_words_body() -> None:
    read = receive(monthly(("A", date(2023, 6, 5))))
    assert read.return_ is not None
    assert words_of(read.return_) == {}


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
