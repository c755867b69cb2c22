"""What a contract's row repeats of its terms, so that lists and menus need not read them."""

from __future__ import annotations

from typing import Any

from tenor.returns.spelling import plain_words
from tenor.terms.model import Terms


def told_of_terms(terms: Terms) -> dict[str, Any]:
    """The columns of `Contract` that come from the terms. `rows_name`: what its rows are called in menus ("" where it has none);
    `has_money`: whether its rules come to sums of money."""
    about = terms.contract
    return {
        "reference": about.reference[:100],
        "title": about.title[:300],
        "supplier_name": about.supplier[:300],
        "rows_name": plain_words(next(iter(terms.datasets), "")).capitalize()[:60],
        "has_money": has_money(terms),
        "starts": about.starts,
        "ends": about.ends,
    }


def has_money(terms: Terms) -> bool:
    """Whether some rule of the terms comes to a sum of money."""
    return any(rule.money is not None for rule in terms.rules)
