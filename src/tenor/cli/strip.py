"""The year strip: a row a KPI, a column a period, one letter each. Letter and word say all that colour says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tenor.base.period import Period
from tenor.base.wording import say
from tenor.cli.paper import Paper, Piece, capital

if TYPE_CHECKING:
    from tenor.review.model import OverallRating, Rating, Review

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COLUMNS = {"quarter": 8, "half-year": 6}  # a year of months, two of quarters, three of half-years
_LENGTHS = ("day", "week", "month", "quarter", "half-year", "year", "contract year")
_MARKS = {
    "?": "unrated (no band takes it in)",
    "i": "for information, not rated",
    "*": "disputed",
    "-": "not applicable",
    ".": "not due yet",
    "!": "not reported",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of the strip, and how it looks."""

    text: str = ""
    look: str = ""


def print_strip(paper: Paper, review: Review) -> None:
    """The last twelve months begun (or eight quarters), at first the first of the contract."""
    columns = shown_columns(review)
    if not columns:
        return
    paper.heading(_heading(columns, review.on))
    letters = letters_of(_levels(review))
    rows = [(_name(review, kpi), _cells(review, by_period, columns, letters)) for kpi, by_period in review.ratings.by_kpi.items()]
    if review.ratings.overall:
        rows.append(("Overall", _cells(review, review.ratings.overall, columns, letters)))
    width = _column_width(paper, columns)
    label = max(7, min(max(len(name) for name, _ in rows), paper.width - 2 - width * len(columns) - 1))
    _print_head(paper, columns, label, width)
    for name, cells in rows:
        pieces: list[Piece] = [f"  {_short(name, label)} "]
        for cell in cells:
            pieces += [" " * (width - 2), (cell.text.ljust(2), cell.look)]
        paper.raw(*pieces)
    _print_legend(paper, review, letters, {cell.text for _, cells in rows for cell in cells})


def _levels(review: Review) -> tuple[str, ...]:
    """The first ladder; and of the others, and of met and failed where a KPI has a target alone, the levels that were given."""
    ratings = review.ratings
    given = {v.rating for by_period in ratings.by_kpi.values() for r in by_period.values() for v in r.versions}
    given |= {v.rating for r in ratings.overall.values() for v in r.versions}
    others = [level for ladder in review.terms.ladders.values() if set(ladder.levels) & given for level in ladder.levels]
    return tuple(dict.fromkeys([*review.terms.levels, *others, *(word for word in ("met", "failed") if word in given)]))


def letters_of(levels: Sequence[str]) -> dict[str, str]:
    """A letter for each level, its first; of two that begin alike the later takes its next letter that is free."""
    found: dict[str, str] = {}
    for level in levels:
        free = [sign for sign in level.upper() if sign.isalnum() and sign not in found.values()]
        found[level] = free[0] if free else str(len(found) + 1)
    return found


def look_of(review: Review, level: str | None) -> str:
    """Green for the target level of its ladder and better, red for the worst, yellow between."""
    terms = review.terms
    ladders = [terms.ladder(""), *terms.ladders.values()]
    ladder = next((one for one in ladders if level in one.levels), None)
    if level is None or ladder is None:
        return {"met": "good", "failed": "bad"}.get(level or "", "dim")
    if level in ladder.good:
        return "good"
    return "bad" if level == ladder.levels[-1] else "middle"


def shown_columns(review: Review) -> list[Period]:
    """The columns: periods of the shortest kind that any KPI is measured in."""
    several = [list(by_period.values()) for by_period in review.ratings.by_kpi.values() if by_period]
    measured = [[r.period for r in ratings] for ratings in several if ratings[0].period.kind in _LENGTHS]
    if not measured:
        return []
    periods = min(measured, key=lambda ps: (_LENGTHS.index(ps[0].kind), -len(ps)))
    begun = [i for i, period in enumerate(periods) if period.first <= review.on]
    shown = COLUMNS.get(periods[0].kind, 12)
    last = max((begun[-1] if begun else 0) + 1, shown)
    return periods[max(0, min(last, len(periods)) - shown) : last]


def _cells(
    review: Review, by_period: Mapping[str, Rating] | Mapping[str, OverallRating], columns: Sequence[Period], letters: Mapping[str, str]
) -> list[Cell]:
    """One row: a longer period stands in the column in which it ends."""
    return [_cell(review, found, letters) if (found := _ending_in(by_period, column)) else Cell() for column in columns]


def _ending_in(by_period: Mapping[str, Rating] | Mapping[str, OverallRating], column: Period) -> Rating | OverallRating | None:
    exact = by_period.get(column.label)
    return exact or next((r for r in by_period.values() if column.first <= r.period.last <= column.last), None)


def _cell(review: Review, rating: Rating | OverallRating, letters: Mapping[str, str]) -> Cell:
    version = rating.at(review.on)
    if rating.period.first > review.on and version.rating is None:
        return Cell()
    signs = {"not applicable": "-", "not due": ".", "not reported": "!", "none": "-"}
    if version.state in signs:
        return Cell(signs[version.state], "bad" if version.state == "not reported" else "dim")
    letter = letters.get(version.rating or "", "?")
    if _only_shown(review, rating):
        letter = "i"
    elif version.state == "provisional":
        letter = letter.lower()
    return Cell(f"{letter}*" if version.state == "disputed" else letter, look_of(review, version.rating))


def _only_shown(review: Review, rating: Rating | OverallRating) -> bool:
    """Whether the contract means to rate nothing here: a KPI, or all the parts of one, for information."""
    own = review.timeline.during(rating.period, review.on).kpi(getattr(rating, "kpi", ""))
    return own is not None and own.context


def _name(review: Review, kpi: str) -> str:
    found = review.terms.kpi(kpi) or next((k for terms in review.timeline.variants() if (k := terms.kpi(kpi))), None)
    if found and found.part_of:
        return f"- {found.title}"
    return f"{found.number} {found.title}" if found and found.number else found.title if found else kpi


def _short(name: str, width: int) -> str:
    return name.ljust(width) if len(name) <= width else name[: width - 2].rstrip() + ".."


def _heading(columns: Sequence[Period], on: date) -> str:
    last = next((p for p in reversed(columns) if p.first <= on), columns[0])
    return capital(f"{say(columns[0].said)} to {say(last.said)}" if last.first > columns[0].first else say(columns[0].said))


def _column_width(paper: Paper, columns: Sequence[Period]) -> int:
    fitting = (paper.width - 2 - 8) // len(columns)
    named = max(len(_column_name(period, 9)) for period in columns)
    return max(3, min(fitting, named + 1 if named > 3 else 4))


def _print_head(paper: Paper, columns: Sequence[Period], label: int, width: int) -> None:
    """Years above, periods below; a year is named where it begins."""
    years, names = [" "] * (width * len(columns)), ""
    year = None
    for n, period in enumerate(columns):
        if period.last.year != year and period.kind not in ("year", "contract year"):
            year = period.last.year
            place = n * width + (1 if width > 3 else 0)
            years[place : place + 4] = str(year)
        names += _column_name(period, width).rjust(width)
    indent = " " * (label + 3)
    paper.raw((f"{indent}{''.join(years)}".rstrip(), "dim"))
    paper.raw((f"{indent}{names}", "dim"))


def _column_name(period: Period, width: int) -> str:
    if period.kind == "month":
        name = MONTHS[period.last.month - 1]
        return name if width > 3 else name[:2]
    if period.kind in ("quarter", "half-year") and "-" in period.label and len(period.label) == 7:
        return period.label[5:]
    if period.kind in ("day", "week") or period.label.count("-") == 2:
        return f"{period.first.day}/{period.first.month}"
    return period.label


def _print_legend(paper: Paper, review: Review, letters: Mapping[str, str], shown: set[str]) -> None:
    used = {sign for text in shown for sign in text}
    parts = [f"{letter} {level}" for level, letter in letters.items()]
    if any(sign.islower() for sign in used - _MARKS.keys()):
        parts.append("small letter provisional")
    parts += [f"{sign} {meaning}" for sign, meaning in _MARKS.items() if sign in used]
    paper.line((", ".join(parts), "dim"), indent=2, hang=0)
