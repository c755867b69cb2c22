"""The cover of a return, read: whose it is, which period it covers, and whether there is nothing to report."""

from __future__ import annotations

from tenor.base.problem import Place, Problem, problem
from tenor.returns.model import Cell
from tenor.returns.sheets import Cover, Sheet
from tenor.returns.spelling import heading, plain_words, short, tidy
from tenor.returns.table import of_mark
from tenor.returns.values import written

COVER_NAMES = ("return", "cover")
LISTS = "lists"
_LABELS = {
    "contract": "contract",
    "contract reference": "contract",
    "return": "return",
    "period": "period",
    "covers": "period",
    "nothing to report": "nil",
}
_LOOK_FOR_LABELS = 40
_YES = frozenset({"yes", "y", "true", "x"})
_NO = frozenset({"no", "n", "false", ""})


def is_cover(sheet: Sheet) -> bool:
    return heading(sheet.name) in COVER_NAMES


def read_cover(sheet: Sheet) -> tuple[Cover, list[Problem]]:
    """What the cover says: a label in the first column, what it is in the next."""
    found: dict[str, Cell] = {}
    problems = []
    for row in range(min(len(sheet.rows), _LOOK_FOR_LABELS)):
        label = sheet.at(row, 0)
        name = _LABELS.get(heading(label)) if isinstance(label, str) else None
        if name is None or name in found:
            continue
        wrong = of_mark(sheet, row, 1, plain_words(name))
        if wrong:
            problems.append(wrong)
        elif sheet.at(row, 1) is not None:
            found[name] = Cell(sheet=sheet.name, cell=sheet.cell(row, 1), text=tidy(written(sheet.at(row, 1))))
    answer = found.get("nil")
    if answer and heading(answer.text) not in _YES | _NO:
        problems.append(problem("return-nil-unclear", place_of(sheet.file, answer), text=short(answer.text)))
    nil = answer is not None and heading(answer.text) in _YES
    return Cover(contract=found.get("contract"), ret=found.get("return"), covers=found.get("period"), nil=nil), problems


def place_of(file: str, cell: Cell | None) -> Place:
    """The place of a cell of the cover; the file where there is none."""
    return Place(file=file, sheet=cell.sheet or None, cell=cell.cell) if cell else Place(file=file)
