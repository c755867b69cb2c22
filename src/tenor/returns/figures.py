"""The sheet of stated figures: a line for each KPI and period, read into exact pairs of integers."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenor.base.figure import money, parse_number
from tenor.base.period import Period
from tenor.base.problem import Place, Problem, problem
from tenor.base.wording import Value
from tenor.returns.amounts import read_money, read_number, read_percent
from tenor.returns.columns import Columns, find_columns
from tenor.returns.covered import find_period
from tenor.returns.model import GivenFigure, cell_name
from tenor.returns.notes import Notes
from tenor.returns.sheets import Raw, Sheet
from tenor.returns.spelling import Spellings, by_heading, plain_words, short
from tenor.returns.table import of_mark
from tenor.returns.taken import Refused
from tenor.returns.values import written
from tenor.terms.counted import gives, periods_every, stated_of
from tenor.terms.model import Kpi, ReturnTerms, Stated, Terms

FIGURES = "figures"
NAMES = {
    "kpi": ("id", "kpi id"),
    "number": ("no", "kpi number"),
    "title": ("kpi title", "measure"),
    "period": ("month", "quarter"),
    "numerator": ("how many",),
    "denominator": ("out of", "of how many"),
    "value": ("figure",),
}
HEADINGS = by_heading(NAMES)


@dataclass(slots=True, kw_only=True)
class FiguresRead:
    """What the sheet gave."""

    figures: list[GivenFigure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def stated_kpis(terms: Terms, ret: ReturnTerms) -> tuple[Kpi, ...]:
    """The KPIs whose figure this return gives as such."""
    return tuple(kpi for kpi in terms.kpis if gives(ret, kpi))


def asked_lines(terms: Terms, ret: ReturnTerms, covers: Period | None) -> list[tuple[Kpi, str]]:
    """The figures asked for: each stated KPI with each of its own periods that ends within the period covered."""
    lines = []
    for kpi in stated_kpis(terms, ret):
        own = periods_every(terms, kpi.every)
        within = [p for p in own if covers and covers.first <= p.last <= covers.last]
        alive = [p.label for p in within if (kpi.starts or p.last) <= p.last and p.first <= (kpi.ends or p.first)]
        lines += [(kpi, label) for label in (alive if own and covers else [covers.label if covers else ""])]
    return lines


def read_figures(sheet: Sheet, terms: Terms, ret: ReturnTerms, covers: Period | None, notes: Notes) -> FiguresRead:
    """The figures of the sheet. A line left blank is said: its KPI is then not reported."""
    read = FiguresRead()
    columns = find_columns(sheet, HEADINGS)
    if columns is None or not {"kpi", "number", "title"} & set(columns.by_name):
        asked = [plain_words(name) for name in NAMES]
        read.problems.append(problem("return-no-headings", sheet.whole, sheet=sheet.name, asked=asked))
        return read
    for name, (_, second) in columns.doubled.items():
        read.problems.append(problem("return-column-doubled", sheet.place(columns.row, second), field=plain_words(name), first=""))
    reading = _Lines(sheet, terms, columns, asked_lines(terms, ret, covers), notes)
    for row in range(columns.row + 1, len(sheet.rows)):
        reading.read(row, read)
    for kpi, label in reading.asked:
        if (kpi.id, label) not in reading.seen:
            read.problems.append(problem("return-figure-blank", sheet.whole, weight="said", kpi=kpi.number or kpi.id, title=kpi.title))
    return read


class _Lines:
    """Reads line after line of the sheet."""

    def __init__(self, sheet: Sheet, terms: Terms, columns: Columns, asked: list[tuple[Kpi, str]], notes: Notes) -> None:
        self.sheet, self.terms, self.at, self.asked, self.notes = sheet, terms, columns.by_name, asked, notes
        self.kpis = {kpi.id: kpi for kpi, _ in asked}
        known = self.kpis.values()
        self.names = {
            "kpi": Spellings([(kpi.id, ()) for kpi in known]),
            "number": Spellings([(kpi.id, (kpi.number, f"KPI {kpi.number}")) for kpi in known if kpi.number]),
            "title": Spellings([(kpi.id, (kpi.title,)) for kpi in known]),
        }
        self.seen: set[tuple[str, str]] = set()

    def read(self, row: int, read: FiguresRead) -> None:
        marks = [of_mark(self.sheet, row, column, plain_words(name)) for name, column in self.at.items()]
        wrong = [mark for mark in marks if mark]
        if wrong:
            read.problems += wrong
            self.seen |= {(kpi.id, label) for kpi, label in self.asked if kpi is self._kpi(row)}
            return
        if all(self.sheet.at(row, column) is None for column in self.at.values()):
            return
        kpi = self._kpi(row)
        if kpi is None:
            if any(self._raw(row, name) is not None for name in ("numerator", "denominator", "value")):
                read.problems.append(problem("return-kpi-unknown", self._place(row), text=self._name(row), known=list(self.kpis)[:12]))
            return
        label = self._label(row, kpi)
        if label is None:
            read.problems.append(problem("return-figure-period", self._place(row), kpi=kpi.number or kpi.id))
        elif (kpi.id, label) in self.seen:
            read.problems.append(problem("return-figure-doubled", self._place(row), kpi=kpi.number or kpi.id))
        else:
            self.seen.add((kpi.id, label))
            self._figure(row, kpi, label, read)

    def _figure(self, row: int, kpi: Kpi, label: str, read: FiguresRead) -> None:
        measure = stated_of(kpi.measure)
        assert measure is not None
        columns = ("numerator", "denominator") if measure.what == "share" else ("value",)
        blank = [name for name in columns if self._raw(row, name) is None]
        others = [n for n in ("numerator", "denominator", "value") if n not in columns and self._raw(row, n) is not None]
        if len(blank) == len(columns) and not others:
            read.problems.append(problem("return-figure-blank", self._place(row), weight="said", kpi=kpi.number or kpi.id, title=kpi.title))
            return
        if blank:
            asked = [plain_words(name) for name in columns]
            read.problems.append(problem("return-figure-half", self._place(row), kpi=kpi.number or kpi.id, asked=asked))
            return
        pair = self._share(row, read) if measure.what == "share" else self._value(row, measure, read)
        if pair:
            column = self.at[columns[0]]
            cell = cell_name(self.sheet.name if self.sheet.shows_sheet else "", self.sheet.cell(row, column))
            read.figures.append(GivenFigure(kpi=kpi.id, period=label, numerator=pair[0], denominator=pair[1], cell=cell))

    def _share(self, row: int, read: FiguresRead) -> tuple[int, int] | None:
        pair = []
        for name in ("numerator", "denominator"):
            took = read_number(self._raw(row, name))
            if isinstance(took, Refused):
                read.problems.append(self._problem(row, name, took))
            elif not took.text.isdigit():
                code = "return-negative" if took.text.startswith("-") else "return-not-whole"
                read.problems.append(self._problem(row, name, Refused(code, {"text": took.text})))
            else:
                pair.append(int(took.text))
        return (pair[0], pair[1]) if len(pair) == 2 else None

    def _value(self, row: int, measure: Stated, read: FiguresRead) -> tuple[int, int] | None:
        raw, place = self._raw(row, "value"), (row, self.at["value"])
        if measure.what == "percent":
            took = read_percent(raw, place in self.sheet.percents)
        else:
            took = read_money(raw, measure.currency or "GBP") if measure.what == "money" else read_number(raw)
        if isinstance(took, Refused):
            read.problems.append(self._problem(row, "value", took))
            return None
        if took.note:
            self.notes.add(took.note, self.sheet.place(*place), text=short(written(raw)), read=took.text, field="Value")
        number = parse_number(took.text)
        assert number is not None
        if measure.what == "count" and number.scale:
            read.problems.append(self._problem(row, "value", Refused("return-not-whole", {"text": took.text})))
            return None
        if measure.what == "money":
            amount = money(number, measure.currency or "GBP")
            return amount.numerator, amount.denominator
        places: int = 10**number.scale
        return number.digits, places * (100 if measure.what == "percent" else 1)

    def _problem(self, row: int, name: str, refused: Refused) -> Problem:
        values: dict[str, Value] = {"field": plain_words(name), **refused.values}
        return Problem(code=refused.code, values=values, where=self.sheet.place(row, self.at[name]))

    def _raw(self, row: int, name: str) -> Raw:
        return self.sheet.at(row, self.at[name]) if name in self.at else None

    def _place(self, row: int) -> Place:
        return self.sheet.place(row, min(self.at.values()))

    def _name(self, row: int) -> str:
        return next((short(written(self._raw(row, name))) for name in self.names if self._raw(row, name) is not None), "")

    def _kpi(self, row: int) -> Kpi | None:
        for name, spellings in self.names.items():
            raw = self._raw(row, name)
            if raw is not None:
                found = spellings.find(written(raw))
                return self.kpis[found] if found else None
        return None

    def _label(self, row: int, kpi: Kpi) -> str | None:
        """The period of a line: as it says, else the only one asked for; None where it could be two or is none asked for."""
        own = [label for known, label in self.asked if known is kpi]
        raw = self._raw(row, "period")
        if raw is None:
            return own[0] if len(own) == 1 else None
        found = find_period(written(raw), periods_every(self.terms, kpi.every))
        label = found.label if found else written(raw)
        return label if label in own else None
