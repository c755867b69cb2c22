"""The rows behind a figure: in, out with the test that failed, or open."""

from __future__ import annotations

from dataclasses import replace

from tests.figures.given import act, day, facts, kpi, row, terms, unit
from tests.figures.jobs import BACK, COVERAGE, IN_TIME, SEEN, SENT_BACK

from tenor.base.wording import say
from tenor.figures.which import which
from tenor.ledger.events.returns import ReliefAgreed, ReturnReceived
from tenor.ledger.model import Facts
from tenor.terms.model import AllOf, FieldTest, Measure, OneOf, ShareOfUnits, Stated

GIVEN = act("2022-09-21", ReturnReceived(ret="monthly", covers="2022-09", reports=()), 4, "e7")


def known() -> Facts:
    rows = [
        row("seen", "a", GIVEN, unit="A", seen_on="2022-09-14", buyer_on="2022-09-21", other_on="2022-09-23"),
        row("seen", "b", GIVEN, unit="B", seen_on="2022-09-15", buyer_on="2022-09-15", other_on="2022-09-16"),
        row("seen", "c", GIVEN, unit="C", seen_on="2022-09-14", buyer_on="2022-09-21"),
        row("seen", "d", GIVEN, unit="Q", seen_on="2022-09-14"),
        replace(row("seen", "e", GIVEN, unit="A"), covers="2022-09"),
        row("seen", "f", GIVEN, unit="A", seen_on="2022-10-03"),
    ]
    return facts(act("2022-09-28", ReliefAgreed(dataset="seen", row="b", reason="storm"), 9), rows=rows)


def lines(measure: Measure, on: str, label: str = "2022-09", given: Facts | None = None) -> list[tuple[str, str, bool, str]]:
    contract = terms([kpi("k", measure)], [SEEN, BACK], [unit("A"), unit("B"), unit("C"), unit("D")])
    found = which(contract, given or known(), "k", label, day(on))
    return [(one.row or one.unit, one.outcome, one.counted, say(one.why) if one.why else "") for one in found]


CANNOT = [("d", "out", False, "unit Q is not known"), ("e", "out", False, "no date: seen_on is missing")]


def test_a_share_of_rows_says_which_test_failed_in_the_rows_own_values() -> None:
    assert lines(IN_TIME, "2022-09-22") == [
        ("a", "out", True, "sent on Fri 23 Sep 2022, due Thu 22 Sep 2022"),
        ("b", "in", True, ""),
        ("c", "out", True, "sent on is missing, due Thu 22 Sep 2022"),
        *CANNOT,
    ]


def test_an_open_row_says_until_when() -> None:
    assert lines(IN_TIME, "2022-09-21")[2] == ("c", "open", False, "sent on not yet, due Thu 22 Sep 2022")


def test_an_excused_row_is_shown_with_its_reason() -> None:
    assert ("b", "out", False, "excused by both sides on Wed 28 Sep 2022: storm") in lines(IN_TIME, "2022-09-28")


def test_a_share_of_units_shows_expected_units_with_and_without_a_row() -> None:
    assert lines(COVERAGE, "2022-09-22") == [
        ("a", "in", True, ""),
        ("b", "in", True, ""),
        ("c", "in", True, ""),
        ("D", "out", True, "0 rows, of 1 needed"),
        *CANNOT,
    ]


def test_a_row_that_is_not_looked_at_says_why() -> None:
    measure = ShareOfUnits(have="seen", where=FieldTest(field="cause", test=OneOf(values=("x", "y"))), dated_by="seen_on", at_least=2)
    given = facts(
        rows=[row("seen", id, GIVEN, unit="A", seen_on="2022-09-14", cause=cause) for id, cause in zip("abcd", "xyzx", strict=True)]
    )
    assert lines(measure, "2022-09-22", given=given)[:4] == [
        ("a", "in", False, "one of 3 rows of its unit, of which 2 are needed"),
        ("b", "in", True, ""),
        ("c", "out", False, "not looked at: cause is z, not x and y"),
        ("d", "in", False, "one of 3 rows of its unit, of which 2 are needed"),
    ]


def test_a_thing_given_twice_counts_once() -> None:
    given = facts(
        rows=[row("back", id, GIVEN, unit="A", seen_on="2022-09-02", back_on=on) for id, on in (("r1", "2022-09-05"), ("r2", "2022-09-09"))]
    )
    assert lines(SENT_BACK, "2022-09-30", given=given) == [("r1", "in", True, ""), ("r2", "in", False, "the same as row r1, which counts")]


def test_it_names_the_entry_and_the_cells() -> None:
    contract = terms([kpi("k", COVERAGE)], [SEEN], [unit("A")])
    celled = replace(row("seen", "a", GIVEN, unit="A", seen_on="2022-09-14"), cells={"seen_on": "Seen!C7"})
    (one,) = which(contract, facts(rows=[celled]), "k", "2022-09", day("2022-09-30"))
    assert (one.dataset, one.unit, one.entry, one.cells) == ("seen", "A", "e7", {"seen_on": "Seen!C7"})


def test_nothing_stands_behind_what_is_not_counted() -> None:
    assert lines(COVERAGE, "2022-09-22", label="2019-01") == []
    assert lines(Stated(what="share"), "2022-09-22") == []
    assert which(terms([], [SEEN]), known(), "k", "2022-09", day("2022-09-22")) == ()
    assert lines(replace(COVERAGE, have="gone"), "2022-09-22") == []
    assert lines(replace(SENT_BACK, where=AllOf()), "2022-09-22") == []
