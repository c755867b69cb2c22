"""The pages of the gallery show what the contracts print and what their terms say: every saying and every phrase stands in the terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.contracts.given import CONTRACTS, contract

PAGES = sorted((CONTRACTS.parent / "docs" / "gallery").glob("*.md"))


def rows(page: Path) -> list[tuple[str, str]]:
    """(printed, terms) of each line of the page's tables, without their heads."""
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in page.read_text("utf-8").splitlines() if "|" in line]
    return [(row[0], row[1]) for row in cells if len(row) == 3 and row[0] not in ("printed", "the contract says", "---")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_quotes_stands_in_the_terms(page: Path) -> None:
    clauses = contract(page.stem).terms.clauses
    terms = (CONTRACTS / page.stem / "terms.yaml").read_text("utf-8")
    found = rows(page)
    assert found
    for printed, said in found:
        saying, _, number = printed.removesuffix(")").rpartition(" (")
        assert not clauses or saying in clauses[number].text, printed
        for phrase in re.findall(r"`([^`]+)`", said):
            assert phrase in terms, phrase
