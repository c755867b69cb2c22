"""A letter as plain text, 78 columns wide: for the terminal, for mail, and for reading in a test."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from tenor.base.wording import say
from tenor.documents.model import Block, Heading, Items, Letter, Lines, Paragraph, Table, Text

WIDTH = 78
GAP = "  "


def write_text(letter: Letter, language: str = "en") -> str:
    """The letter, ending in a line end. Tables are aligned; a cell that is too long goes on in the next line."""
    title = _words(letter.title, language)
    parts = [_block(block, language) for block in letter.blocks]
    head = next((at + 1 for at, block in enumerate(letter.blocks) if isinstance(block, Paragraph)), 1) - 1
    parts.insert(head, "\n".join([*_wrap(title.upper()), "=" * min(len(title), WIDTH)]))
    return "\n\n".join(part for part in parts if part) + "\n"


def _words(text: Text, language: str) -> str:
    plain = text if isinstance(text, str) else say(text, language)
    return " ".join(plain.split())


def _wrap(text: str, width: int = WIDTH, *, first: str = "", then: str = "") -> list[str]:
    options = {"break_long_words": True, "break_on_hyphens": False}
    return textwrap.wrap(text, max(width, 1), initial_indent=first, subsequent_indent=then, **options) or [""]  # type: ignore[arg-type]


def _block(block: Block, language: str) -> str:
    if isinstance(block, Heading):
        text = _words(block.text, language)
        return "\n".join([*_wrap(text), "-" * min(len(text), WIDTH)])
    if isinstance(block, Paragraph):
        return "\n".join(_wrap(_words(block.text, language)))
    if isinstance(block, Items):
        return "\n".join(line for item in block.items for line in _wrap(_words(item, language), first="- ", then="  "))
    if isinstance(block, Lines):
        return "\n".join(line for each in block.lines for line in _wrap(_words(each, language), then="  "))
    return _table(block, language)


def _table(table: Table, language: str) -> str:
    head = [_words(each, language) for each in table.head]
    rows = [[_words(cell, language) for cell in row.cells] for row in table.rows]
    widths = _widths([head, *rows])
    lines = [*_row(head, widths), GAP.join("-" * width for width in widths)]
    for row in rows:
        lines += _row(row, widths)
    caption = _wrap(_words(table.caption, language)) if table.caption else []
    return "\n".join([*caption, *([""] if caption else []), *lines])


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(len(lines) for lines in wrapped)
    columns = [lines + [""] * (height - len(lines)) for lines in wrapped]
    return [GAP.join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in zip(*columns, strict=True)]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the longest cell, then the widest column gives way, a character at a time, until the table fits; words stay whole
    as long as another column can give."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    while sum(widths) + len(GAP) * (len(widths) - 1) > WIDTH and max(widths) > 1:
        spare = [at for at in range(len(widths)) if widths[at] > words[at]] or list(range(len(widths)))
        widest = max(spare, key=lambda at: widths[at])
        widths[widest] -= 1
    return [max(width, 1) for width in widths]
