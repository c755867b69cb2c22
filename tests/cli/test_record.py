"""`tenor record`: one act, many from a file, and everything a person may get wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.given import data, run, said

from tenor.cli.event_words import describe, event_words, kinds_of, read_event
from tenor.ledger.events import TYPES, kebab
from tenor.ledger.events.plans import PlanRequested

ASK = ("plan-requested", "plan=P1", "kpis=in_time", "--on", "2023-04-12")


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text().splitlines()]


def test_an_act_is_recorded_and_said(folder: Path) -> None:
    text = said("record", folder, *ASK, "--by", "p-7")
    assert text.startswith("Recorded as entry 7 (")
    assert "Wed 12 Apr 2023, buyer: plan-requested plan=P1 kpis=in_time" in " ".join(text.split())
    last = lines(folder)[-1]
    assert (last["type"], last["by"], last["side"], last["seen_by"]) == ("PlanRequested", "p-7", "buyer", "both")
    assert "Plan P1 (improvement plan): requested" in said("review", folder, "--on", "2023-04-12")
    assert "The ledger proves: 7 entries" in said("verify", folder)


def test_the_class_name_and_the_plain_name_are_the_same_event(folder: Path) -> None:
    assert read_event("PlanRequested", ["plan=P", "kpis=a,b"]) == PlanRequested(plan="P", kpis=("a", "b"))
    assert read_event("plan_requested", ["plan=P", "kpis=a, b"]) == PlanRequested(plan="P", kpis=("a", "b"))


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_event_can_be_described_and_typed(name: str) -> None:
    assert kebab(name) in said("record", "--list")
    first, *rest = describe(name)
    assert first.startswith(kebab(name))
    assert len(rest) == len(kinds_of(name))


def test_what_is_typed_is_what_is_said() -> None:
    event = read_event("plan-proposed", ["plan=P 1", "review-on=14 Jun 2023", "complete=no"])
    assert event_words(event) == 'plan-proposed plan="P 1" version=1 review_on=2023-06-14'
    varied = read_event("variation-agreed", ["variation=V1", "from=2023-06-01", "changes.kpis.in_time.bands.good=at least 95%"])
    assert varied.changes == {"kpis.in_time.bands.good": "at least 95%"}
    assert read_event("figure-corrected", ["kpi=in_time", "period=2023-03", "numerator=14", "denominator=20"]).numerator == 14


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["plan-requestd", "plan=P1"], "did you mean plan-requested"),
        (["plan-requested", "plan"], '"plan" does not say key=value'),
        (["plan-requested", "plam=P1", "kpis=in_time"], "did you mean plan?"),
        (["plan-requested"], "kpis=A,B"),
        (["figure-corrected", "kpi=in_time", "period=2023-03", "numerator=many"], "numerator"),
        (["plan-reviewed", "plan=P1", "outcome=better"], "improved|not improved"),
        (["plan-proposed", "plan=P1", "review_on=soon"], "review_on"),
        ([], "tenor record DIR EVENT"),
    ],
)
def test_wrong_words_are_wrong_usage(folder: Path, words: list[str], expected: str) -> None:
    assert expected in said("record", folder, *words, code=2)
    assert len(lines(folder)) == 6


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["plan-signed", "plan=P9", "side=buyer"], "P9"),
        (["plan-requested", "plan=P1", "kpis=in_tim"], "in_tim"),
        (["plan-requested", "plan=P1", "kpis=in_time", "--side", "supplier"], "supplier"),
        (["decision-taken", "rule=plan", "outcome=taken", "--on", "2023-03-30"], "2023"),
        (["meeting-held", "meeting=M2", "--on", "2090-01-01"], "2090"),
        (["risk-raised", "risk=R1", "--by", "Alex Example"], "no name and no address"),
    ],
)
def test_what_the_rules_do_not_allow_is_not_recorded(folder: Path, words: list[str], expected: str) -> None:
    text = said("record", folder, *words, *(() if "--on" in words else ("--on", "2023-04-12")), code=1)
    assert text.startswith("Nothing was recorded:")
    assert expected in text
    assert len(lines(folder)) == 6


def test_words_lie_apart_and_can_come_from_a_file(folder: Path, tmp_path: Path) -> None:
    note = tmp_path / "reason.txt"
    note.write_text("Two months running.")
    said("record", folder, *ASK, "--words", f"@{note}")
    assert "Two months" not in (folder / "ledger.jsonl").read_text()
    assert any("Two months" in body.read_text() for body in (folder / "bodies").iterdir())
    assert "cannot be read" in said("record", folder, *ASK, "--words", f"@{tmp_path / 'gone'}", code=3)


def test_the_same_act_twice_is_one_entry(folder: Path) -> None:
    same = (*ASK, "--id", "a1b2c3d4-0000-4000-8000-000000000001")
    said("record", folder, *same)
    assert said("record", folder, *same).startswith("Known already as entry 7")
    assert len(lines(folder)) == 7


def test_rows_of_the_log_come_as_json(folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text('{"rows": {"jobs": [{"id": "X1", "values": {"job": "X1", "park": "N", "asked_on": "2023-04-03"}}]}}')
    said("record", folder, "rows-logged", "datasets=jobs", "--rows", rows, "--on", "2023-04-12", "--side", "supplier")
    assert "April 2023: " in said("review", folder, "--on", "2023-04-12")
    rows.write_text("{")
    assert "is not JSON" in said("record", folder, "rows-logged", "--rows", rows, code=2)
    rows.write_text('{"rows": 7}')
    assert "Nothing was recorded" in said("record", folder, "rows-logged", "--rows", rows, "--on", "2023-04-12", code=1)


def test_rows_are_read_before_they_are_recorded(folder: Path, tmp_path: Path) -> None:
    """What no return could hold is no row of the log either, and names that nobody counts can be erased."""
    rows = tmp_path / "rows.json"
    rows.write_text('{"rows": {"jobs": [{"values": {"job": "X1", "park": "N", "asked_on": "2023-99-03"}}]}}')
    assert "there is no day" in said("record", folder, "rows-logged", "datasets=jobs", "--rows", rows, "--on", "2023-04-12", code=1)
    assert len(lines(folder)) == 6
    rows.write_text('{"rows": {"jobs": [{"values": {"job": "X1", "park": "N", "asked_on": "2023-04-03", "note": "Jo Example"}}]}}')
    said("record", folder, "rows-logged", "datasets=jobs", "--rows", rows, "--on", "2023-04-12", "--words", "by telephone")
    assert [body.name for body in (folder / "bodies").iterdir() if "Jo Example" in body.read_text()] == [
        f"{lines(folder)[-1]['id']}.words.json"
    ]
    said("erase", folder, "7", "--reason", "retention")
    assert not any("Jo Example" in body.read_text() for body in (folder / "bodies").iterdir())
    assert "The ledger proves" in said("verify", folder)


def test_saying_that_words_were_erased_is_left_to_erase(folder: Path) -> None:
    assert "use tenor erase" in said("record", folder, "body-erased", f"entry={lines(folder)[0]['id']}", code=2)
    assert len(lines(folder)) == 6


def test_many_acts_are_recorded_as_one_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "acts.jsonl"
    first = {"event": "plan-requested", "fields": {"plan": "P1", "kpis": ["in_time"]}, "on": "2023-04-12", "words": "please"}
    second = {"event": "PlanProposed", "fields": {"plan": "P1", "review_on": "2023-09-01"}, "on": "2023-04-20", "side": "supplier"}
    wrong = {"event": "plan-signed", "fields": {"plan": "P2", "side": "buyer"}, "on": "2023-04-21"}
    file.write_text("\n".join(json.dumps(line) for line in (first, second, wrong)))
    assert "P2" in said("record", folder, "--from", file, code=1)
    assert len(lines(folder)) == 6
    file.write_text("\n".join(json.dumps(line) for line in (first, second)) + "\n\n")
    assert "entry 8" in said("record", folder, "--from", file)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "line 1: this is not JSON"),
        ("[]", 'an object with "event" and "fields"'),
        ('{"event": "risk-raised", "feilds": {}}', "did you mean fields"),
        ('{"event": "risk-raised", "fields": {"risk": "R"}, "on": "someday"}', '"someday" is not a day'),
        ('{"event": "riskraised2", "fields": {}}', "risk-raised"),
    ],
)
def test_a_file_of_acts_names_its_wrong_line(folder: Path, tmp_path: Path, line: str, expected: str) -> None:
    file = tmp_path / "acts.jsonl"
    file.write_text(line)
    assert expected in said("record", folder, "--from", file, code=2)


def test_who_did_it_comes_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENOR_BY", "p-env")
    said("record", folder, *ASK)
    assert lines(folder)[-1]["by"] == "p-env"


def test_a_moment_needs_its_zone(folder: Path) -> None:
    assert "with its zone" in said("record", folder, *ASK, "--moment", "2023-04-12T10:00", code=2)
    said("record", folder, *ASK, "--moment", "2023-04-12T10:00Z")
    assert lines(folder)[-1]["moment"] == "2023-04-12T10:00:00.000000Z"


def test_a_folder_that_may_not_be_written_is_said(folder: Path) -> None:
    (folder / "ledger.lock").unlink()
    (folder / "ledger.lock").mkdir()
    assert run("record", folder, *ASK).exit_code == 3
    assert data("review", folder, "--on", "2023-04-12", "--json")["plans"] == []


def test_each_field_says_what_it_is_for() -> None:
    text = said("record", "--describe", "meeting-held")
    assert "meeting=TEXT: the meeting, by a name of your own" in text
    assert "slot=TEXT (may be left out): the period it is the meeting of" in text


def test_what_is_missing_is_named_as_it_is_typed(folder: Path) -> None:
    text = said("record", folder, "minutes-sent", code=2)
    assert text.startswith("minutes-sent needs its field meeting\n\nWhat it takes:\nminutes-sent\n  meeting=TEXT: ")
