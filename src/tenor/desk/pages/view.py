"""What a page's data is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from tenor.desk.held import held
from tenor.desk.models import Contract
from tenor.desk.reviews import review_of
from tenor.ledger.model import Entry
from tenor.review.model import Review
from tenor.terms.model import Terms

Data = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class View:
    """One contract as one side may see it on a day. The review is made when a page first asks for it.

    `what`: which one, of a page of which a contract has several ("why:reports/2023-05" is page "why", what "reports/2023-05").
    """

    contract: Contract
    side: Literal["buyer", "supplier"]
    on: date
    as_known_at: date | None = None
    what: str = ""

    @cached_property
    def review(self) -> Review:
        return review_of(self.contract, self.side, on=self.on, as_known_at=self.as_known_at)

    @cached_property
    def terms(self) -> Terms:
        """As signed; those in force are `review.terms`."""
        return held(self.contract).terms

    @cached_property
    def entries(self) -> Sequence[Entry]:
        return held(self.contract).seen_by(self.side)
