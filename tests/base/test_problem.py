from __future__ import annotations

from tenor.base.problem import Place, problem, stopping


def test_a_problem_says_where_what_and_under_which_clause() -> None:
    found = problem("file-empty", where=Place(file="june.xlsx", sheet="figures", cell="B4"), clause=("3.1", "Appendix A"))
    assert str(found) == (
        "june.xlsx:sheet figures:B4 file-empty: the file is empty: send the one with the figures in it. (clause 3.1, Appendix A)"
    )
    assert str(Place(file="terms.yaml", line=61, column=9)) == "terms.yaml:61:9"


def test_only_some_problems_stop() -> None:
    stops, beside = problem("file-empty"), problem("file-macros", weight="said")
    assert stopping([stops, beside]) == [stops]
