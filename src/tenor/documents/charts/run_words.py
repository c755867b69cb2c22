"""What a run chart says: its title, the finding with its counts, and the same values as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tenor.base.wording import Said, said, say
from tenor.documents.charts.happenings import Happening
from tenor.documents.charts.model import DataTable
from tenor.documents.charts.series import Series, Standing, figure_text, number_text
from tenor.review.model import UNRATED
from tenor.review.shown import bound_said, rating_said

NAMED = 3  # so many periods of one kind are named; more are counted


def title_of(series: Series, code: str = "chart-run-title") -> Said:
    """ "KPI 2, Reports on time: September 2022 to August 2023"."""
    first, last = series.columns.periods[0], series.columns.periods[-1]
    kpi = series.kpi
    name = said("chart-kpi", number=kpi.number, title=kpi.title) if kpi.number else kpi.title
    return Said(code, {"kpi": name, "first": first.said, "last": last.said})


def finding(series: Series, language: str) -> str:
    """The finding in words. It tells figures, never why they are so."""
    return sentences(_finding(series), language)


def sentences(found: Iterable[Said], language: str) -> str:
    """One after another, each with its capital: a period may be the first word."""
    told = [say(each, language) for each in found]
    return " ".join(text[:1].upper() + text[1:] for text in told)


def _finding(series: Series) -> Iterator[Said]:
    there = series.figures
    latest, first = there[-1], there[0]
    yield said("chart-latest", period=latest.period.said, figure=_figure(latest), rating=rating_said(latest.version))
    yield said("chart-first", period=first.period.said, figure=_figure(first), rating=rating_said(first.version))
    given = [each.version.rating for each in there]
    counted = [said("chart-level-count", n=given.count(level), level=level) for level in series.levels]
    yield said("chart-levels", n=len(there), levels=counted)
    yield from _ends(there)
    yield from _lists(series)
    yield from _unsaid(series)


def _ends(there: Sequence[Standing]) -> Iterator[Said]:
    """The lowest and the highest figure, where they differ."""
    values = [each.value for each in there if each.value is not None]
    for code, end in (("chart-lowest", min(values)), ("chart-highest", max(values))):
        found = [each for each in there if each.value == end]
        if min(values) < max(values):
            yield Said(code, {"figure": _one_figure(found), "periods": _periods(found)})


def _one_figure(found: Sequence[Standing]) -> str:
    """The figure of several periods with one value: with its counts where those are the same, else without."""
    told = list(dict.fromkeys(_figure(each) for each in found))
    kpi, value = found[0].kpi, found[0].value
    return told[0] if len(told) == 1 or kpi is None or value is None else number_text(kpi, value)


def _lists(series: Series) -> Iterator[Said]:
    """Periods in a state of their own."""
    for code, state in (
        ("chart-not-reported", "not reported"),
        ("chart-questioned", "disputed"),
        ("chart-can-change", "provisional"),
        ("chart-not-due", "not due"),
    ):
        found = [each for each in series.standings if each.version.state == state and each.what not in ("open", "to come")]
        if found:
            yield Said(code, {"periods": _periods(found)})
    for each in series.standings:
        if each.what == "open":
            yield open_said(each)


def _unsaid(series: Series) -> Iterator[Said]:
    """Figures that no band takes in, and what they are read as."""
    levels = dict.fromkeys(each.version.rating for each in series.figures if each.version.reading or each.version.rating == UNRATED)
    for level in levels:
        found = [each for each in series.figures if each.version.rating == level and (each.version.reading or level == UNRATED)]
        code = "chart-unsaid-unrated" if level == UNRATED else "chart-unsaid"
        yield Said(code, {"periods": _periods(found), "level": level})


def open_said(standing: Standing) -> Said:
    """ "June 2023 is open: 3 of 7 so far"."""
    if standing.value is None:
        return said("chart-open", period=standing.period.said)
    return said("chart-open-so-far", period=standing.period.said, figure=_figure(standing))


def _periods(found: Sequence[Standing]) -> list[Said]:
    named = [each.period.said for each in found]
    return named if len(named) <= NAMED else [*named[: NAMED - 1], said("chart-more", n=len(named) - NAMED + 1)]


def _figure(standing: Standing) -> str:
    kpi, figure = standing.kpi, standing.version.figure
    return figure_text(kpi, figure) if kpi is not None and figure is not None else ""


# --- the table ---------------------------------------------------------------------------------------------------


def table_of(series: Series, happened: Sequence[Happening], language: str) -> DataTable:
    """A row a period begun: its figure, its rating or state, and what else is to be known of it. Bands that are the same in every period
    stand in the caption, else in a column of their own."""
    begun = [each for each in series.standings if each.what != "to come"]
    bands = list(dict.fromkeys(_bands(each, language) for each in begun if each.kpi is not None))
    named = ("period", "figure", "rating", *(("bands",) if len(bands) > 1 else ()), "notes")
    caption = say(title_of(series, "chart-run-caption"), language)
    if len(bands) == 1 and bands[0]:
        caption = say(said("chart-with-bands", caption=caption, bands=bands[0]), language)
    rows = []
    for each in begun:
        period, figure, rating = say(each.period.said, language), _figure(each), say(rating_said(each.version), language)
        middle = (_bands(each, language),) if len(bands) > 1 else ()
        notes = [*_notes(each), *(one.said for one in happened if one.day in each.period)]
        rows.append((period, figure, rating, *middle, "; ".join(say(note, language) for note in notes)))
    columns = tuple(say(said(f"chart-column-{name}"), language) for name in named)
    return DataTable(caption=caption, columns=columns, rows=tuple(rows))


def _notes(standing: Standing) -> Iterator[Said]:
    version, kpi = standing.version, standing.kpi
    if standing.what == "open":
        yield said("chart-still-open")
    if version.reading:
        yield said("chart-note-unsaid", level=version.rating)
    if version.rating == UNRATED:
        yield said("chart-note-unrated")
    if version.other is not None and kpi is not None:
        yield said("chart-note-other", figure=figure_text(kpi, version.other))
    if standing.what == "not due" and standing.rating.due is not None:
        yield said("chart-note-due", due=standing.rating.due)


def _bands(standing: Standing, language: str) -> str:
    """ "green from 90%, amber from 60%, red below": the zones from the best end, as they are drawn."""
    kpi = standing.kpi
    if kpi is None:
        return ""
    told = [said("chart-band", level=band.level, bound=bound_said(band.bound)) for band in kpi.bands]
    return "; ".join(say(each, language) for each in told)
