"""`tenor review`: the page, and the same as data."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cli.given import EXAMPLE, PLAN, contract, data, said

from tenor.cli.days import find_day


def test_the_page_begins_with_what_needs_deciding(folder: Path) -> None:
    text = said("review", folder, "--on", "2023-04-11")
    assert text.startswith("Grounds maintenance (GM-1)\nHow it stood at the close of Tue 11 Apr 2023, by all that is known now.")
    assert text.index("What needs deciding") < text.index("Overdue") < text.index("January 2023 to April 2023")
    assert "- Improvement plan (clause 4.1)\n    Conditions met on Tue 11 Apr 2023. The contract asks for it; you decide." in text
    assert "February 2023: 8 of 10 = 80%, fair, final on Tue 7 Mar 2023" in text
    assert "Proof of insurance given - supplier, due Sat 31 Dec 2022, 101 days ago (clause 2.1)" in text
    assert "5 working days after Sun 30 Apr 2023, skipping Mon 1 May 2023 and Mon 8 May 2023" in text


def test_the_strip_has_a_letter_a_month(folder: Path) -> None:
    text = said("review", folder, "--on", "2023-04-11")
    assert "  1 Jobs done in time   G   F   P   ." in text
    assert "G good, F fair, P poor, . not due yet" in text


def test_a_provisional_figure_is_a_small_letter_and_says_when_it_settles(folder: Path) -> None:
    text = said("review", folder, "--on", "2023-04-05")
    assert "  1 Jobs done in time   G   F   p   ." in text
    assert "small letter provisional" in text
    assert "- KPI 1 Jobs done in time, March 2023: 13 of 20 = 65%, poor, provisional" in text
    assert "final on Tue 11 Apr 2023: 5 working days after Fri 31 Mar 2023, skipping Fri 7 Apr 2023" in text


def test_a_month_nobody_reported_is_not_a_zero(folder: Path) -> None:
    text = said("review", folder, "--on", "2023-05-20")
    assert "  1 Jobs done in time   G   F   P   !   ." in text
    assert "April 2023: not reported" in text


def test_the_reading_that_decided_is_named_with_what_else_it_could_be(folder: Path) -> None:
    text = " ".join(said("review", folder, "--on", "2023-04-11").split())
    assert 'March 2023: poor, because the contract does not say; under "fair" it would be fair (reading gap) (clause 3.1)' in text


def test_minutes_show_their_clock(folder: Path) -> None:
    text = " ".join(said("review", folder, "--on", "2023-03-30").split())
    assert "received on Tue 21 Mar 2023; to be answered by the end of Tue 4 Apr 2023 (10 working days after Tue 21 Mar 2023)" in text
    assert "deemed agreed" in said("review", folder, "--on", "2023-04-05")


def test_a_meeting_without_somebody_who_must_be_there(tmp_path: Path) -> None:
    """Told until the other side accepts a substitute, or the two meet again."""
    folder = tmp_path / "visits"
    shutil.copytree(EXAMPLE, folder)
    on = ("--on", "2023-10-20")
    there = ("meeting-held", "meeting=october", "series=performance", "slot=2023-10", "present=buyer contract manager")
    said("record", folder, *there, *on, "--by", "b-1")
    text = " ".join(said("review", folder, *on).split())
    assert "held on Fri 20 Oct 2023 without the supplier contract manager: accept who stood in, or meet again (clause 5.6)" in text
    found = next(one for one in data("review", folder, *on, "--json")["meetings"] if one["slot"] == "2023-10")
    assert (found["absent"], "further" in found) == (["supplier contract manager"], False)
    said("record", folder, "substitute-agreed", "meeting=october", "role=supplier contract manager", *on, "--by", "b-1")
    assert "Not whole" not in said("review", folder, *on)


def test_calm_words_where_there_is_nothing(tmp_path: Path) -> None:
    folder = contract(tmp_path, story=False)
    text = said("review", folder, "--on", "2023-01-02")
    assert "Nothing is waiting for a decision." in text
    assert "Plans" not in text
    before = said("review", folder, "--on", "2022-12-01")
    assert "The contract begins on Sun 1 Jan 2023." in before
    assert "The contract ended on Tue 31 Dec 2024." in said("review", folder, "--on", "2025-02-01")


def test_as_known_at_leaves_out_what_was_recorded_later(folder: Path) -> None:
    text = said("review", folder, "--on", "2023-04-11", "--as-known-at", "2023-04-04")
    assert "by what was known at the end of Tue 4 Apr 2023" in text
    assert "13 of 20" not in text


def test_60_columns_are_enough(folder: Path) -> None:
    text = said("review", folder, "--on", "2023-04-11", width=60)
    assert max(map(len, text.splitlines())) <= 60


def test_a_side_does_not_see_what_is_hidden_from_it(folder: Path) -> None:
    said("record", folder, "risk-raised", "risk=SECRET-RISK", "--on", "2023-04-11", "--seen-by", "buyer", "--words", "SECRET-WORDS")
    for words in (("review", folder), ("review", folder, "--json"), ("due", folder), ("due", folder, "--json")):
        assert "SECRET" not in said(*words, "--on", "2023-04-12", "--side", "supplier")
    assert "as the supplier sees it" in said("review", folder, "--on", "2023-04-12", "--side", "supplier")


def test_data_holds_all_that_the_page_does(folder: Path) -> None:
    found = data("review", folder, "--on", "2023-04-11", "--json")
    keys = "contract on figures overall steps cards duties plans minutes warnings meetings counts problems".split()
    assert set(keys) <= found.keys()
    assert found["on"] == "2023-04-11"
    march = next(f for f in found["figures"] if (f["kpi"], f["period"]) == ("in_time", "2023-03"))
    assert (march["numerator"], march["denominator"], march["unit"], march["value"]) == (13, 20, "percent", "65")
    assert (march["state"], march["rating"], march["reading"], march["final_on"]) == ("final", "poor", "gap", "2023-04-11")
    (step,) = found["steps"]
    assert (step["id"], step["met_on"], step["state"], step["proof"]) == (PLAN, "2023-04-11", "open", ["2023-02", "2023-03"])
    assert found["cards"][0]["then"] == "improvement plan"
    assert found["counts"] == {"overdue": 2, "due": 0, "open_steps": 1, "questions": 0, "provisional": 0}
    assert {f["period"] for f in found["figures"]} == {"2023-01", "2023-02", "2023-03", "2023-04"}


def test_data_names_the_other_readings(folder: Path) -> None:
    found = data("review", folder, "--on", "2023-04-11", "--json")
    fair = next(other for other in found["other_readings"] if other["reading"] == "gap")
    assert fair["levels"] == [{"kpi": "in_time", "period": "2023-03", "rating": "fair"}]


def test_values_that_never_end_stay_exact() -> None:
    from tenor.base.figure import Amount
    from tenor.review.as_data import _value

    assert _value(Amount(numerator=5, denominator=6, unit="percent")) == "250/3"
    assert _value(Amount(numerator=0, denominator=0, unit="percent")) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-06-14", date(2023, 6, 14)),
        ("14 Jun 2023", date(2023, 6, 14)),
        ("Wed 14 June 2023", date(2023, 6, 14)),
        ("Wednesday, 14 June 2023", date(2023, 6, 14)),
        ("Tue 14 Jun 2023", None),
        ("14/06/2023", None),
        ("2023-02-30", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(text: str, day: date | None) -> None:
    assert find_day(text) == day


def test_the_example_tells_its_story() -> None:
    text = said("review", EXAMPLE, "--on", "9 May 2023")
    assert "- Improvement plan (clause 6.3)\n    Conditions met on Tue 9 May 2023." in text
    assert "March 2023: 5 of 6 = 83.3%, amber" in text
    june = said("review", EXAMPLE, "--on", "2023-06-14")
    assert "watched: July 2023, August 2023 and\n    September 2023" in june
    assert "due Wed 28 Jun 2023" in june
    assert "clause 6.9" in said("review", EXAMPLE, "--on", "2023-09-07")


# --- due: what to type once it is done --------------------------------------------------------------------------------


def test_due_says_what_records_each_as_done(folder: Path) -> None:
    text = said("due", folder, "--on", "2023-04-11", "--days", "90")
    assert "once done: tenor record DIR duty-done duty=insured" in text
    assert "once done: tenor receive DIR FILE" in text
    assert "once done: tenor record DIR meeting-held meeting=NAME slot=2023-Q2" in text
    early = said("due", folder, "--on", "2023-03-25")
    assert "once done: tenor record DIR minutes-answered answer=agreed meeting=M1" in early


LETTERS = ("notice-drafted", "notice-approved", "notice-issued")


@pytest.mark.parametrize("on", ["2023-02-10", "2023-05-09", "2023-06-14", "2023-09-07"])
def test_what_records_a_duty_can_be_typed(on: str) -> None:
    """Each command that is offered names an event and fields of it."""
    import shlex

    from tenor.cli.event_words import read_event
    from tenor.cli.opening import open_contract
    from tenor.cli.review import make_review
    from tenor.cli.when_done import when_done

    for name in ("reg-44-visits", "day-centres", "lift-repairs"):
        opened = open_contract(EXAMPLE.parent / name)
        made = make_review(opened, date(int(on[:4]) + (name != "reg-44-visits"), int(on[5:7]), int(on[8:])))
        for duty in made.duties:
            words = shlex.split(when_done(made, duty).replace("DATE", "2025-01-01"))
            assert words or duty.kind == "decision", duty
            if words[:1] == ["record"]:
                # of a letter the hash of its text is worked out when it is recorded: test_letters.py types these to the end
                letter = [f"text_hash={'ab' * 32}", "step=formal warning"] if words[2] in LETTERS else []
                read_event(words[2], [*letter, *(word for word in words[3:] if "=" in word)])
