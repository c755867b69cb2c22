"""Where a contract says something: references as they are printed ("6.3", "Appendix A", "local practice").

Every figure, rule, step and duty carries one, as a tuple of strings, and every letter shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tenor.base.wording import show_list

LOCAL_PRACTICE = "local practice"
_NUMBER = re.compile(r"\d+(\.\d+)*(\([a-z0-9]+\))*[a-z]?", re.IGNORECASE)


def clauses(value: str | Iterable[str]) -> tuple[str, ...]:
    """References as a tuple, from a text or a list of texts: blanks dropped, each once, in the order given."""
    several = [value] if isinstance(value, str) else list(value)
    tidy = (" ".join(text.split()) for text in several)
    return tuple(dict.fromkeys(text for text in tidy if text))


def show_clauses(references: Sequence[str]) -> str:
    """ "clause 6.3", "clauses 9.1 and 10.2", "clause 6.3 and Appendix A", "local practice": only bare numbers need the word."""
    numbers = [text for text in references if _NUMBER.fullmatch(text)]
    named = [text for text in references if not _NUMBER.fullmatch(text)]
    word = "clause" if len(numbers) == 1 else "clauses"
    if not named:
        return f"{word} {show_list(numbers)}" if numbers else ""
    counted = [f"{word} {show_list(numbers)}"] if numbers else []
    return show_list([*counted, *named])
