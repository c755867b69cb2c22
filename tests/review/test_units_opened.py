"""A unit opened by an act, after the terms were signed, is a unit like any other: in returns, by its name, and in figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.review.history import entry

from tenor.ledger.events.agreements import UnitOpened
from tenor.ledger.folder import read_folder
from tenor.ledger.model import Body
from tenor.returns.entered import read_entered
from tenor.review.receiving import terms_of
from tenor.review.whole import review
from tenor.terms.read_yaml import read_yaml

FOLDER = Path(__file__).parent.parent.parent / "contracts" / "reg-44-visits"
ON = date(2023, 6, 12)


def test_it_is_known_by_name_and_its_rows_are_read() -> None:
    terms = read_yaml((FOLDER / "terms.yaml").read_text(encoding="utf-8")).terms
    assert terms is not None
    entries = [e for e in read_folder(FOLDER).entries if e.on <= date(2023, 5, 31)]
    words = Body(kind="words", salt="0" * 32, content={"name": "Hazel House"})
    opening = entry(len(entries) + 1, "2023-06-01", "buyer", UnitOpened(unit="H", first_day=date(2023, 6, 1)), words)
    now = review(terms, [*entries, opening], on=ON)
    assert [u.name for u in now.terms.units if u.id == "H"] == ["Hazel House"]
    for text in ("H", "Hazel House"):
        found = read_entered({"rows": {"visits": [{"values": {"unit": text, "visited_on": "2023-06-05"}}]}}, terms_of(now, "2023-06"))
        assert not found.problems, list(map(str, found.problems))
        assert found.rows["rows"]["visits"][0]["values"]["unit"] == "H"
    assert now.ratings.by_kpi["visits"]["2023-06"] is not None
    assert next(u for u in terms_of(now, "2023-06").units if u.id == "H").opens == date(2023, 6, 1)
