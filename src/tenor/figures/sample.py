"""Whether as many rows were looked at as a sample asks (`sample: 5% of calls`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tenor.base.period import Period
from tenor.base.wording import Said, said
from tenor.figures.model import CountedRow
from tenor.figures.pieces import pieces
from tenor.figures.units import known_units
from tenor.figures.values import Values
from tenor.ledger.model import Facts
from tenor.terms.model import Measure, ShareOfRows, Terms


def too_small(terms: Terms, facts: Facts, measure: Measure, period: Period, rows: Sequence[CountedRow], on: date) -> Said | None:
    """What to say where fewer rows were looked at than the sample asks; None where enough were, or none is asked."""
    sample = measure.sample if isinstance(measure, ShareOfRows) else None
    if sample is None or sample.of not in terms.datasets:
        return None
    whole = Values(terms, terms.datasets[sample.of])
    there = [
        piece
        for piece in pieces(whole, facts, sample.dated_by, (period,), known_units(terms, facts))
        if piece.counts_in is not None and piece.from_day <= on.toordinal() < piece.until_day
    ]
    top, bottom = sample.percent.ratio
    needed = -(-len(there) * top // (100 * bottom))
    looked_at = sum(1 for row in rows if row.counted)
    if looked_at >= needed:
        return None
    return said(
        "sample-too-small", n=looked_at, needed=needed, percent=str(sample.percent), of=len(there), dataset=sample.of.replace("_", " ")
    )
