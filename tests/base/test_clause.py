from __future__ import annotations

import pytest

from tenor.base.clause import clauses, show_clauses


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("6.3", "clause 6.3"),
        (["9.1", "10.2"], "clauses 9.1 and 10.2"),
        (["9.1", "10.2", "6.8c"], "clauses 9.1, 10.2 and 6.8c"),
        ("6.8(c)", "clause 6.8(c)"),
        ("local practice", "local practice"),
        ("Appendix A", "Appendix A"),
        ("Schedule 2, 12", "Schedule 2, 12"),
        (["6.3", "Appendix A"], "clause 6.3 and Appendix A"),
        ([], ""),
    ],
)
def test_shown_as_a_reader_would_say_it(given: str | list[str], shown: str) -> None:
    assert show_clauses(clauses(given)) == shown


def test_blanks_and_repetitions_are_dropped() -> None:
    assert clauses([" 6.3 ", "", "6.3", "Appendix\n A"]) == ("6.3", "Appendix A")
