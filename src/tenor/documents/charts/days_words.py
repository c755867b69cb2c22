"""What the dot plot of days says: its title, which were late, and the same days as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from tenor.base.wording import Said, said, say
from tenor.documents.charts.days_used import Allowed, Dot, Taken
from tenor.documents.charts.model import DataTable
from tenor.documents.charts.run_words import sentences, title_of
from tenor.documents.charts.series import Series


def days_title(series: Series, by_column: Mapping[int, Taken], language: str, code: str = "chart-days-title") -> str:
    """ "KPI 2, Reports on time: working days that each took, September 2022 to August 2023"."""
    allowed = list(by_column.values())[-1].allowed
    plain = title_of(series)
    kind = said("chart-days-after", field=_words(allowed.due)) if not allowed.anchor else said("chart-days-kind", kind=allowed.kind)
    return say(Said(code, {**plain.values, "kind": kind}), language)


def days_finding(series: Series, by_column: Mapping[int, Taken], language: str) -> str:
    """The finding in words."""
    return sentences(_finding(series, by_column), language)


def _finding(series: Series, by_column: Mapping[int, Taken]) -> Iterator[Said]:
    dots = [dot for each in by_column.values() for dot in each.dots]
    late = [dot for dot in dots if dot.late]
    yield _rule(series, list(by_column.values())[-1].allowed)
    yield said("chart-days-late-of", n=len(late), of=len(dots)) if late else said("chart-days-none-late", of=len(dots))
    early = [dot for dot in dots if dot.too_early]
    if early:
        yield said("chart-days-too-early", n=len(early))
    for each in by_column.values():
        here = [dot for dot in each.dots if dot.late]
        if here:
            told = [_late(series, dot, each.allowed) for dot in here]
            yield said("chart-days-period", period=each.standing.period.said, n=len(here), of=len(each.dots), late=told)
    yield from _most(series, late)


def _rule(series: Series, allowed: Allowed) -> Said:
    row = series.review.terms.datasets[getattr(series.kpi.measure, "of", "")].row
    if not allowed.anchor:
        return said("chart-days-rule-due", row=row, due=_words(allowed.due))
    return said("chart-days-rule", row=row, n=allowed.n, kind=allowed.kind)


def _most(series: Series, late: list[Dot]) -> Iterator[Said]:
    """The unit that was late most often, where one was."""
    counted = Counter(dot.unit for dot in late if dot.unit).most_common(2)
    if counted and counted[0][1] > 1 and (len(counted) == 1 or counted[0][1] > counted[1][1]):
        yield said("chart-days-most", unit=_unit(series, counted[0][0]), n=counted[0][1])


def _late(series: Series, dot: Dot, allowed: Allowed) -> Said:
    """ "Elder House 7 days", "Fir House, not done"."""
    name = _unit(series, dot.unit) or dot.row
    if dot.days is None:
        return said("chart-days-one-undone", name=name)
    return said("chart-days-one", name=name, days=days_said(allowed, dot.days))


def days_said(allowed: Allowed, days: int) -> Said:
    """ "6 days"; against a day that was given "6 days late", "on the day", "1 day early"."""
    if allowed.anchor:
        return said("chart-n-days", n=days) if days >= 0 else said("chart-n-too-early", n=-days)
    if days == 0:
        return said("chart-on-the-day")
    return said("chart-n-late", n=days) if days > 0 else said("chart-n-early", n=-days)


def _unit(series: Series, unit: str) -> str:
    found = next((each for each in series.review.terms.units if each.id == unit), None)
    return found.name or unit if found is not None else unit


def _words(field: str) -> str:
    return field.replace("_", " ")


def days_table(series: Series, by_column: Mapping[int, Taken], language: str) -> DataTable:
    """A row a period: how many in time, the days of each from the least, and which were late."""
    columns = tuple(say(said(f"chart-column-{name}"), language) for name in ("period", "in-time", "days", "late"))
    rows = tuple(_row(series, each, language) for each in by_column.values())
    return DataTable(caption=days_title(series, by_column, language, "chart-days-caption"), columns=columns, rows=rows)


def _row(series: Series, each: Taken, language: str) -> tuple[str, ...]:
    took = sorted(dot.days for dot in each.dots if dot.days is not None)
    days = ", ".join(str(day) if each.allowed.anchor else say(days_said(each.allowed, day), language) for day in took)
    late = "; ".join(say(_late(series, dot, each.allowed), language) for dot in each.dots if dot.missed)
    waiting = say(said("chart-days-waiting", n=each.waiting), language).replace("\n", " ") if each.waiting else ""
    in_time = say(said("chart-of", n=sum(not dot.missed for dot in each.dots), of=len(each.dots)), language)
    return (say(each.standing.period.said, language), in_time, days, "; ".join(part for part in (late, waiting) if part))
