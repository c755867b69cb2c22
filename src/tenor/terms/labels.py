"""What a field, a dataset or a derived day is called before people, from its name in the terms."""

from __future__ import annotations

import re

from tenor.terms.model import Terms


def label(terms: Terms, name: str) -> str:
    """ "sent_to_head_office_on" -> "sent to head office"; a name that the titles of KPIs write with a capital keeps it."""
    words = name.replace("_", " ").removesuffix(" on").strip().split()
    named = {word.lower(): word for kpi in terms.kpis for word in re.findall(r"(?<=[a-z] )[A-Z][A-Za-z]+", kpi.title)}
    return " ".join(named.get(word, word) for word in words)


def heading(terms: Terms, name: str) -> str:
    """The same with a capital at its beginning, as a column or a box is headed."""
    words = label(terms, name)
    return words[:1].upper() + words[1:]
