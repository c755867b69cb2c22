"""Values as people read and write them: moments, which are kept in UTC, by London's clocks."""

from __future__ import annotations

from collections.abc import Mapping

from tenor.base.moment import london_text
from tenor.terms.model import Dataset


def as_read(dataset: Dataset, values: Mapping[str, str]) -> dict[str, str]:
    """Field -> text, moments as "2026-06-05 14:30"; what is read back gives the same values again."""
    moments = {name for name, field in dataset.fields.items() if field.kind == "moment"}
    return {name: london_text(text) if name in moments else text for name, text in values.items()}
