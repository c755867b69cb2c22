"""A return is read, and its form made, by what the contract said on the first day of its period."""

from __future__ import annotations

from pathlib import Path

from tests.cli.given import data, said

TERMS = """
tenor: "1"
contract: {reference: BINS-1, title: Emptying bins, buyer: Council, supplier: Bins Ltd, starts: 2024-01-01, ends: 2024-12-31}
words: {working day: open day, receipt: [acknowledged, ask]}
calendar: {holidays: england-and-wales, closed: [Saturday, Sunday]}
levels: [good, poor]
target_level: good
kpis:
  - {id: missed, number: "1", clause: "1", title: Bins missed, every: month, measure: {stated: count},
     bands: {good: at most 2, poor: above 2}}
  - {id: spilt, number: "2", clause: "2", title: Bins spilt, every: month, measure: {stated: count},
     bands: {good: at most 1, poor: above 1}}
returns:
  - {id: monthly, clause: "3", by: supplier, to: buyer, holds: [missed, spilt], every: month, due: 5 working days after period end}
variations:
  - {id: v1, from: 2024-03-01, agreed_on: 2024-03-05, agreed_by: [buyer, supplier], clause: "2", reason: No longer spilt,
     changes: {kpis.spilt: ended}}
"""
FEBRUARY = "kpi,value\nmissed,1\nspilt,0\n"


def test_a_kpi_that_ended_meanwhile_is_still_reported_for_an_older_period(tmp_path: Path) -> None:
    folder = tmp_path / "bins"
    folder.mkdir()
    (folder / "terms.yaml").write_text(TERMS, encoding="utf-8")
    said("template", folder, "--period", "2024-02", "--format", "json", "--on", "2024-03-06", "-o", tmp_path / "february.json")
    assert "spilt" in (tmp_path / "february.json").read_text(encoding="utf-8")
    said("template", folder, "--period", "2024-03", "--format", "json", "--on", "2024-03-06", "-o", tmp_path / "march.json")
    assert "spilt" not in (tmp_path / "march.json").read_text(encoding="utf-8")
    (tmp_path / "february.csv").write_text(FEBRUARY, encoding="utf-8")
    said("receive", folder, tmp_path / "february.csv", "--return", "monthly", "--covers", "2024-02", "--on", "2024-03-07")
    figures = data("review", folder, "--on", "2024-03-07", "--json")["figures"]
    assert [(f["numerator"], f["rating"]) for f in figures if (f["kpi"], f["period"]) == ("spilt", "2024-02")] == [(0, "good")]
